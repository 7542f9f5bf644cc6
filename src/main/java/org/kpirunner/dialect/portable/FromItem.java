package org.kpirunner.dialect.portable;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.calcite.sql.JoinType;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlJoin;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.jspecify.annotations.Nullable;

/**
 * A relation after FROM or JOIN.
 *
 * @param name its alias, or the last of its own names; empty if it has none
 * @param isAliased whether an alias was written
 * @param isInner whether all relations beside it are joined so that conditions of WHERE can come before the join
 */
record FromItem(SqlNode relation, String name, boolean isAliased, boolean isInner) {
    private static final int PARTS = 3;

    /** All of a FROM clause; none if some of it is of another kind. */
    static List<FromItem> of(@Nullable SqlNode from) {
        List<FromItem> items = new ArrayList<>();
        return from != null && add(from, isInner(from), items) ? items : List.of();
    }

    private static boolean add(SqlNode from, boolean isInner, List<FromItem> items) {
        if (from instanceof SqlJoin join) {
            return !join.isNatural() && add(join.getLeft(), isInner, items) && add(join.getRight(), isInner, items);
        }
        if (from.getKind() == SqlKind.AS) {
            List<SqlNode> operands = ((SqlCall) from).getOperandList();
            SqlNode relation = operands.get(0);
            boolean isPlain = operands.size() == 2 || !(relation instanceof SqlIdentifier);
            items.add(new FromItem(relation, ((SqlIdentifier) operands.get(1)).getSimple(), true, isInner));
            return isPlain;
        }
        String name = from instanceof SqlIdentifier table ? table.names.get(table.names.size() - 1) : "";
        items.add(new FromItem(from, name, false, isInner));
        return from instanceof SqlIdentifier || Edits.isQuery(from);
    }

    private static boolean isInner(SqlNode from) {
        if (!(from instanceof SqlJoin join)) {
            return true;
        }
        boolean isInner = join.getJoinType() == JoinType.INNER
                || join.getJoinType() == JoinType.CROSS
                || join.getJoinType() == JoinType.COMMA;
        return isInner && isInner(join.getLeft()) && isInner(join.getRight());
    }

    /** The names of the table that it is, of a catalog; empty if it is another relation. */
    Optional<List<String>> table() {
        return relation instanceof SqlIdentifier table && table.names.size() == PARTS
                ? Optional.of(table.names)
                : Optional.empty();
    }

    SqlIdentifier identifier() {
        return (SqlIdentifier) relation;
    }
}
