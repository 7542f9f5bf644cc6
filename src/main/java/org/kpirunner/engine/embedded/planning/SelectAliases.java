package org.kpirunner.engine.embedded.planning;

import java.util.List;
import java.util.Optional;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.util.SqlBasicVisitor;
import org.apache.calcite.sql.util.SqlShuttle;
import org.jspecify.annotations.Nullable;

/**
 * Puts an expression of the SELECT list where WHERE, GROUP BY or HAVING call it by its alias; only done where no column
 * has that name, so that what the standard says goes first.
 */
final class SelectAliases {
    private SelectAliases() {}

    /** Whether the alias that stands at this place was replaced, in all of its clause. */
    static boolean replace(SqlNode statement, String alias, SqlParserPos at) {
        Finder finder = new Finder(alias, at);
        statement.accept(finder);
        return finder.replaced;
    }

    /** Looks for the clause around a place. */
    private static final class Finder extends SqlBasicVisitor<@Nullable Void> {
        private final String alias;
        private final SqlParserPos at;
        private boolean replaced;

        private Finder(String alias, SqlParserPos at) {
            this.alias = alias;
            this.at = at;
        }

        @Override
        public @Nullable Void visit(SqlCall call) {
            super.visit(call);
            if (!replaced && call instanceof SqlSelect select) {
                expression(select).ifPresent(expression -> replaceIn(select, expression));
            }
            return null;
        }

        /** The one expression that has the alias. */
        private Optional<SqlNode> expression(SqlSelect select) {
            List<SqlNode> found = select.getSelectList().stream()
                    .filter(item -> item != null && item.getKind() == SqlKind.AS)
                    .filter(item -> ((SqlCall) item).operand(1) instanceof SqlIdentifier name
                            && name.isSimple()
                            && name.getSimple().equalsIgnoreCase(alias))
                    .<SqlNode>map(item -> ((SqlCall) item).operand(0))
                    .toList();
            return found.size() == 1 ? Optional.of(found.get(0)) : Optional.empty();
        }

        private void replaceIn(SqlSelect select, SqlNode expression) {
            Replacement replacement = new Replacement(alias, at, expression);
            SqlNode where = select.getWhere();
            SqlNode having = select.getHaving();
            SqlNodeList group = select.getGroup();
            if (where != null && replacement.isIn(where)) {
                select.setWhere(where.accept(replacement));
                replaced = true;
            } else if (having != null && replacement.isIn(having)) {
                select.setHaving(having.accept(replacement));
                replaced = true;
            } else if (group != null && replacement.isIn(group)) {
                select.setGroupBy((SqlNodeList) group.accept(replacement));
                replaced = true;
            }
        }
    }

    /** Replaces a name by an expression, but not in sub-queries, which have names of their own. */
    private static final class Replacement extends SqlShuttle {
        private final String alias;
        private final SqlParserPos at;
        private final SqlNode expression;

        private Replacement(String alias, SqlParserPos at, SqlNode expression) {
            this.alias = alias;
            this.at = at;
            this.expression = expression;
        }

        boolean isIn(SqlNode clause) {
            boolean[] found = {false};
            clause.accept(new SqlBasicVisitor<@Nullable Void>() {
                @Override
                public @Nullable Void visit(SqlIdentifier name) {
                    found[0] |= isMeant(name) && name.getParserPosition().startsAt(at);
                    return null;
                }
            });
            return found[0];
        }

        private boolean isMeant(SqlIdentifier name) {
            return name.isSimple() && name.getSimple().equalsIgnoreCase(alias);
        }

        @Override
        public @Nullable SqlNode visit(SqlIdentifier name) {
            return isMeant(name) ? expression.clone(name.getParserPosition()) : name;
        }

        @Override
        public @Nullable SqlNode visit(SqlCall call) {
            return call instanceof SqlSelect ? call : super.visit(call);
        }
    }
}
