package org.kpirunner.dialect.portable;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlNode;
import org.jspecify.annotations.Nullable;

/** The names that an expression can use: those of its query's relations, then those of the queries around it. */
final class Scope {
    private final @Nullable Scope around;
    private final Map<String, Columns> relations = new LinkedHashMap<>();
    private final Map<String, Columns> named = new LinkedHashMap<>();
    private final Map<String, SqlNode> aliases = new LinkedHashMap<>();

    Scope(@Nullable Scope around) {
        this.around = around;
    }

    /** The columns of a relation, in their order. */
    record Columns(List<Column> all) {
        static final Columns UNKNOWN = new Columns(List.of());

        Columns {
            all = List.copyOf(all);
        }

        Optional<ColumnKind> kind(String name) {
            return all.stream()
                    .filter(column -> column.name.equalsIgnoreCase(name))
                    .map(Column::kind)
                    .findFirst();
        }

        boolean isKnown() {
            return !all.isEmpty();
        }
    }

    /** A column; the name is empty where there is none. */
    record Column(String name, ColumnKind kind) {}

    /** A relation after FROM or JOIN, by its alias or its own name. */
    void add(String name, Columns columns) {
        relations.put(name.toLowerCase(Locale.ROOT), columns);
    }

    /** A query that WITH gives a name. */
    void name(String name, Columns columns) {
        named.put(name.toLowerCase(Locale.ROOT), columns);
    }

    Optional<Columns> named(String name) {
        Columns columns = named.get(name.toLowerCase(Locale.ROOT));
        if (columns != null || around == null) {
            return Optional.ofNullable(columns);
        }
        return around.named(name);
    }

    /** An expression of the SELECT list and its alias. */
    void alias(String name, SqlNode expression) {
        aliases.put(name.toLowerCase(Locale.ROOT), expression);
    }

    /** The expression that a name stands for, as no relation has a column of that name. */
    Optional<SqlNode> aliased(SqlIdentifier name) {
        if (!name.isSimple() || hasUnknown() || find(name).isPresent()) {
            return Optional.empty();
        }
        return Optional.ofNullable(aliases.get(name.getSimple().toLowerCase(Locale.ROOT)));
    }

    private boolean hasUnknown() {
        return relations.values().stream().anyMatch(columns -> !columns.isKnown())
                || (around != null && around.hasUnknown());
    }

    ColumnKind kind(SqlIdentifier name) {
        return find(name).orElse(ColumnKind.UNKNOWN);
    }

    private Optional<ColumnKind> find(SqlIdentifier name) {
        Optional<ColumnKind> here = name.isSimple() ? simple(name.getSimple()) : qualified(name.names);
        return here.isEmpty() && around != null ? around.find(name) : here;
    }

    private Optional<ColumnKind> simple(String column) {
        return relations.values().stream()
                .flatMap(columns -> columns.kind(column).stream())
                .findFirst();
    }

    private Optional<ColumnKind> qualified(List<String> names) {
        Columns columns = relations.get(names.get(names.size() - 2).toLowerCase(Locale.ROOT));
        return columns == null ? Optional.empty() : columns.kind(names.get(names.size() - 1));
    }

    /** The columns that a star stands for. */
    List<Column> star(SqlIdentifier star) {
        if (star.names.size() == 1) {
            return new ArrayList<>(relations.values().stream()
                    .flatMap(columns -> columns.all.stream())
                    .toList());
        }
        Columns columns = relations.get(star.names.get(star.names.size() - 2).toLowerCase(Locale.ROOT));
        return columns == null ? List.of() : columns.all;
    }
}
