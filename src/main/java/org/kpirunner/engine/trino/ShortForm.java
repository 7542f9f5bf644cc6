package org.kpirunner.engine.trino;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.kpirunner.dialect.Query;
import org.kpirunner.dialect.portable.ColumnKind;
import org.kpirunner.dialect.portable.ShortQuery;
import org.kpirunner.dialect.portable.TableColumns;
import org.kpirunner.dialect.portable.TableQuestion;
import org.kpirunner.engine.trino.Shortcuts.Statement;
import org.kpirunner.engine.trino.TrinoForm.Shortcut;

/** Finds shorter ways for Trino to the answer of a query: as one statement, or with searches in the place of tables. */
final class ShortForm {
    private final Shortcuts.Batch shortcuts;
    private final TableColumns columns;

    /** @param columns what the cluster says of its tables */
    ShortForm(Shortcuts.Batch shortcuts, TableColumns columns) {
        this.shortcuts = shortcuts;
        this.columns = columns;
    }

    Optional<Shortcut> of(Query query) {
        if (!query.tables().stream().anyMatch(this::isSame)) {
            return Optional.empty();
        }
        Optional<Statement> statement =
                query.tables().stream().allMatch(this::isSame) ? shortcuts.statement(query) : Optional.empty();
        return statement.isPresent() ? statement.map(ShortForm::of) : searches(query);
    }

    /** Whether the cluster has the same columns; a catalog of the same name could be of another database there. */
    private boolean isSame(List<String> table) {
        Map<String, ColumnKind> here = shortcuts.columns(table);
        Map<String, ColumnKind> there = columns.of(table);
        return !there.isEmpty()
                && there.entrySet().stream().allMatch(column -> {
                    ColumnKind ours = here.getOrDefault(column.getKey(), ColumnKind.UNKNOWN);
                    return ours == column.getValue()
                            || ours == ColumnKind.OTHER
                            || column.getValue() == ColumnKind.OTHER;
                });
    }

    private static Shortcut of(Statement statement) {
        List<String> items = new ArrayList<>();
        for (int i = 0; i < statement.columns().size(); i++) {
            items.add("c" + i + " AS " + Sql.name(statement.columns().get(i).name()));
        }
        String sql = "SELECT " + String.join(", ", items) + " FROM TABLE(" + Sql.name(statement.catalog())
                + ".system.query(query => " + Sql.text(statement.sql()) + "))";
        String change = statement.catalog() + " gets all of it as one statement";
        return new Shortcut(sql, List.of(change), Optional.of(statement), cancellation -> true);
    }

    private Optional<Shortcut> searches(Query query) {
        Map<List<String>, Shortcuts.Validity> validities = new HashMap<>();
        TableQuestion.Answers answers = question -> shortcuts
                .search(question.sql())
                .filter(search -> question.columns().size() + (question.isRepeated() ? 1 : 0)
                        == search.columns().size())
                .map(search -> {
                    validities.put(question.table(), search.validity());
                    return RawSearch.relation(search, question.columns());
                });
        return ShortQuery.of(query, columns, this::isSame, answers)
                .map(shorter -> new Shortcut(
                        shorter.sql(),
                        shorter.changes(),
                        Optional.empty(),
                        cancellation ->
                                validities.values().stream().allMatch(validity -> validity.holds(cancellation))));
    }
}
