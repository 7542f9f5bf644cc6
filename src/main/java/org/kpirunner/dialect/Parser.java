package org.kpirunner.dialect;

import org.apache.calcite.avatica.util.Casing;
import org.apache.calcite.avatica.util.Quoting;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.parser.SqlParseException;
import org.apache.calcite.sql.parser.SqlParser;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.parser.babel.SqlBabelParserImpl;
import org.apache.calcite.sql.validate.SqlConformanceEnum;
import org.kpirunner.problem.Reason;

/** Turns text into the syntax tree of one reading statement. */
final class Parser {
    private static final int LONGEST_NAME = 1024;

    private static final SqlParser.Config CONFIG = SqlParser.config()
            .withParserFactory(SqlBabelParserImpl.FACTORY)
            .withQuoting(Quoting.DOUBLE_QUOTE)
            .withUnquotedCasing(Casing.UNCHANGED)
            .withQuotedCasing(Casing.UNCHANGED)
            .withCaseSensitive(false)
            .withIdentifierMaxLength(LONGEST_NAME)
            .withConformance(SqlConformanceEnum.BABEL);

    private Parser() {}

    static SqlNode parse(String sql) {
        SqlNodeList statements;
        try {
            statements = SqlParser.create(sql, CONFIG).parseStmtList();
        } catch (SqlParseException e) {
            throw SyntaxError.of(sql, e);
        }
        if (statements.size() != 1) {
            throw problem(statements.get(1).getParserPosition(), "a second statement begins; only one is allowed");
        }
        SqlNode statement = statements.get(0);
        if (!SqlKind.QUERY.contains(statement.getKind())) {
            throw notReading(statement.getParserPosition(), statement.getKind().name());
        }
        return statement;
    }

    private static SqlProblem notReading(SqlParserPos at, String word) {
        return problem(at, "\"" + word + "\" does not only read; allowed is one " + "SELECT, WITH, VALUES or TABLE");
    }

    private static SqlProblem problem(SqlParserPos at, String what) {
        return new SqlProblem(Reason.NOT_READ_ONLY, at.getLineNum(), at.getColumnNum(), what);
    }
}
