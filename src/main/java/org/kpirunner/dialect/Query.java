package org.kpirunner.dialect;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.kpirunner.problem.Reason;

/** A query that only reads: one statement, parsed. */
public final class Query {
    private final Text text;
    private final Rewriting.Result prepared;
    private final SqlNode node;

    private Query(Text text, Rewriting.Result prepared, SqlNode node) {
        this.text = text;
        this.prepared = prepared;
        this.node = node;
    }

    /**
     * Reads one SELECT, WITH, VALUES or TABLE statement.
     *
     * @throws SqlProblem that says what is wrong and where, if it is anything else
     */
    public static Query parse(String sql) {
        return parse(new Text(sql));
    }

    private static Query parse(Text text) {
        Rewriting.Result prepared = Preparation.of(text);
        try {
            SqlNode parsed = Parser.parse(prepared.text());
            Query query = new Query(text, prepared, parsed);
            return new Query(text, prepared, Normalization.of(query));
        } catch (Parser.Stopped e) {
            throw SyntaxError.of(text, prepared, e);
        }
    }

    public String sql() {
        return text.characters();
    }

    /** Its syntax tree, which the caller may change; its positions are those of {@link #problem}. */
    public SqlNode node() {
        return node;
    }

    /** The names after FROM and JOIN, as written and each once, without those that the query itself defines. */
    public List<List<String>> tables() {
        return references().stream().map(TableReference::names).toList();
    }

    /** The same with their places. */
    public List<TableReference> references() {
        return TableNames.of(node);
    }

    /** The catalogs of its tables in lower case, each once, in order of appearance. */
    public Set<String> catalogs() {
        return tables().stream()
                .filter(table -> table.size() > 1)
                .map(table -> table.get(0).toLowerCase(Locale.ROOT))
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /** The query once more, with a syntax tree of its own. */
    public Query copy() {
        return parse(text);
    }

    /** The offset in {@link #sql} where a part of the syntax tree begins. */
    public int start(SqlParserPos part) {
        return prepared.origin(part.getLineNum(), part.getColumnNum());
    }

    /** The offset in {@link #sql} after the end of a part of the syntax tree. */
    public int end(SqlParserPos part) {
        int last = prepared.text().offset(part.getEndLineNum(), part.getEndColumnNum());
        return prepared.origins().get(last + 1);
    }

    /** A problem with a part of the syntax tree, placed in the text as it was written. */
    public SqlProblem problem(Reason reason, SqlParserPos at, String what) {
        return text.problem(reason, prepared.origin(at.getLineNum(), at.getColumnNum()), what);
    }
}
