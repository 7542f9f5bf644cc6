package org.kpirunner.dialect.portable;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.util.SqlBasicVisitor;
import org.jspecify.annotations.Nullable;

/** The columns of one of several relations that parts of a query may name; more than there are do no harm. */
final class UsedColumns {
    private static final Set<ColumnKind> COUNTABLE = Set.of(ColumnKind.TEXT, ColumnKind.WHOLE, ColumnKind.FLAG);

    private final TableColumns tables;
    private final List<FromItem> items;
    private final FromItem item;
    private final Map<String, ColumnKind> columns;

    UsedColumns(TableColumns tables, List<FromItem> items, FromItem item) {
        this.tables = tables;
        this.items = items;
        this.item = item;
        this.columns = tables.of(item.identifier().names);
    }

    /** The columns by their names in lower case; empty if nobody can tell, or some are of a kind not to be grouped by. */
    Optional<Set<String>> of(List<SqlNode> parts) {
        Collector collector = new Collector();
        parts.forEach(part -> part.accept(collector));
        return collector.isKnown ? Optional.of(collector.found) : Optional.empty();
    }

    private final class Collector extends SqlBasicVisitor<@Nullable Void> {
        private final Set<String> found = new LinkedHashSet<>();
        private boolean isKnown = !columns.isEmpty();

        @Override
        public @Nullable Void visit(SqlCall call) {
            return Aggregates.isCountOfRows(call) ? null : super.visit(call);
        }

        @Override
        public @Nullable Void visit(SqlIdentifier name) {
            if (name == item.relation()) {
                return null;
            }
            if (name.isStar()) {
                isKnown = false;
            } else if (name.isSimple()) {
                add(name.getSimple(), false);
            } else {
                qualified(name.names);
            }
            return null;
        }

        private void qualified(List<String> names) {
            int last = names.size() - 1;
            if (isOurs(names.get(0)) || isOurs(names.get(last - 1))) {
                isKnown &= names.size() == 2;
                add(names.get(last), true);
            } else {
                isKnown &= !isPartOfColumn(names.get(0));
            }
        }

        private boolean isPartOfColumn(String first) {
            return columns.containsKey(lower(first))
                    && items.stream().noneMatch(other -> other.name().equalsIgnoreCase(first));
        }

        private void add(String column, boolean must) {
            ColumnKind kind = columns.get(lower(column));
            if (kind != null) {
                isKnown &= COUNTABLE.contains(kind);
                found.add(lower(column));
            } else {
                isKnown &= !must;
            }
        }
    }

    /** Whether an expression names columns of this relation and no others. */
    boolean isOnlyOf(SqlNode expression) {
        boolean[] isOnly = {true};
        expression.accept(new SqlBasicVisitor<@Nullable Void>() {
            @Override
            public @Nullable Void visit(SqlCall call) {
                isOnly[0] &= !Edits.isQuery(call);
                return super.visit(call);
            }

            @Override
            public @Nullable Void visit(SqlIdentifier name) {
                isOnly[0] &= isOur(name);
                return null;
            }
        });
        return isOnly[0];
    }

    private boolean isOur(SqlIdentifier name) {
        if (!name.isSimple()) {
            return name.names.size() == 2 && isOurs(name.names.get(0)) && columns.containsKey(lower(name.names.get(1)));
        }
        return columns.containsKey(lower(name.getSimple()))
                && items.stream()
                        .filter(other -> !other.equals(item))
                        .allMatch(other -> lacks(other, name.getSimple()));
    }

    private boolean lacks(FromItem other, String column) {
        Map<String, ColumnKind> known = other.table().map(tables::of).orElse(Map.of());
        return !known.isEmpty() && !known.containsKey(lower(column));
    }

    private boolean isOurs(String qualifier) {
        return qualifier.equalsIgnoreCase(item.name());
    }

    private static String lower(String name) {
        return name.toLowerCase(Locale.ROOT);
    }
}
