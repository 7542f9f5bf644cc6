package org.kpirunner.dialect.portable;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlDataTypeSpec;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlIntervalQualifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.util.Litmus;
import org.jspecify.annotations.Nullable;
import org.kpirunner.dialect.portable.ShortQuery.Block;

/** A SELECT that computes with nothing but the groups of its rows and their counts. */
final class CountedBlock {
    private static final Set<String> COMPUTING = Set.of("round", "coalesce", "nullif", "abs", "cast", "try_cast");
    private static final Set<SqlKind> PLAIN = Set.of(
            SqlKind.AS,
            SqlKind.PLUS,
            SqlKind.MINUS,
            SqlKind.TIMES,
            SqlKind.DIVIDE,
            SqlKind.MINUS_PREFIX,
            SqlKind.AND,
            SqlKind.OR,
            SqlKind.NOT,
            SqlKind.IS_NULL,
            SqlKind.IS_NOT_NULL,
            SqlKind.BETWEEN,
            SqlKind.CAST,
            SqlKind.CASE,
            SqlKind.COALESCE,
            SqlKind.NULLIF,
            SqlKind.DESCENDING,
            SqlKind.NULLS_FIRST,
            SqlKind.NULLS_LAST);

    /** What makes several sets of groups, or one of all rows, which columns beside counts don't say. */
    private static final Set<SqlKind> SETS_OF_GROUPS =
            Set.of(SqlKind.GROUPING_SETS, SqlKind.ROLLUP, SqlKind.CUBE, SqlKind.GROUP_BY_DISTINCT, SqlKind.ROW);

    private final SqlSelect select;
    private final List<SqlNode> keys = new ArrayList<>();
    private final List<SqlNode> counts = new ArrayList<>();
    private final Set<String> aliases = new HashSet<>();

    private CountedBlock(SqlSelect select) {
        this.select = select;
    }

    /** Empty if it computes with more than that. */
    static Optional<CountedBlock> of(Block block) {
        SqlSelect select = block.select();
        if (select.isDistinct() || !select.getWindowList().isEmpty()) {
            return Optional.empty();
        }
        CountedBlock counted = new CountedBlock(select);
        return counted.isCounted(block.order()) ? Optional.of(counted) : Optional.empty();
    }

    /** What it groups by, as it is written first. */
    List<SqlNode> keys() {
        return keys;
    }

    /** Its counts, each time that they are written. */
    List<SqlNode> counts() {
        return counts;
    }

    private boolean isCounted(SqlNodeList order) {
        for (SqlNode key : select.getGroup() == null ? SqlNodeList.EMPTY : select.getGroup()) {
            if (SETS_OF_GROUPS.contains(key.getKind()) || key instanceof SqlNodeList) {
                return false;
            }
            keys.add(meant(key));
        }
        select.getSelectList().forEach(one -> {
            if (one.getKind() == SqlKind.AS) {
                aliases.add(((SqlCall) one).operand(1).toString().toLowerCase(Locale.ROOT));
            }
        });
        boolean isCounted = isComputed(select.getSelectList(), false)
                && (select.getHaving() == null || isComputed(select.getHaving(), false))
                && isComputed(order, true);
        return isCounted && !(keys.isEmpty() && counts.isEmpty());
    }

    /** A number or an alias stands for an item of the SELECT list. */
    private SqlNode meant(SqlNode key) {
        if (key instanceof SqlLiteral place
                && place.toValue() != null
                && place.toValue().matches("[1-9]\\d{0,3}")) {
            int index = Integer.parseInt(place.toValue()) - 1;
            return index < select.getSelectList().size()
                    ? unnamed(select.getSelectList().get(index))
                    : key;
        }
        return key;
    }

    private static SqlNode unnamed(SqlNode one) {
        return one.getKind() == SqlKind.AS ? ((SqlCall) one).operand(0) : one;
    }

    private boolean isComputed(SqlNode node, boolean isOrder) {
        if (node instanceof SqlNodeList list) {
            return list.stream().allMatch(part -> isComputed(part, isOrder));
        }
        if (Aggregates.isCount(node)) {
            if (counts.stream().noneMatch(count -> count == node)) {
                counts.add(node);
            }
            return true;
        }
        if (key(node).isPresent()
                || node instanceof SqlLiteral
                || node instanceof SqlDataTypeSpec
                || node instanceof SqlIntervalQualifier) {
            return true;
        }
        if (node instanceof SqlIdentifier name) {
            return isOrder
                    && name.isSimple()
                    && aliases.contains(name.getSimple().toLowerCase(Locale.ROOT));
        }
        return node instanceof SqlCall call
                && isPlain(call)
                && operands(call).stream().allMatch(part -> isComputed(part, isOrder));
    }

    private static boolean isPlain(SqlCall call) {
        return PLAIN.contains(call.getKind())
                || SqlKind.COMPARISON.contains(call.getKind())
                || COMPUTING.contains(call.getOperator().getName().toLowerCase(Locale.ROOT));
    }

    /** The operands that are expressions. */
    static List<SqlNode> operands(SqlCall call) {
        List<SqlNode> operands = new ArrayList<>();
        List<@Nullable SqlNode> all = call.getOperandList();
        for (int i = 0; i < all.size(); i++) {
            SqlNode operand = all.get(i);
            boolean isName = call.getKind() == SqlKind.AS && i > 0;
            if (operand != null && !isName) {
                operands.add(operand);
            }
        }
        return operands;
    }

    /** The place among the keys. */
    Optional<Integer> key(SqlNode node) {
        for (int i = 0; i < keys.size(); i++) {
            if (keys.get(i) == node || keys.get(i).equalsDeep(node, Litmus.IGNORE)) {
                return Optional.of(i);
            }
        }
        return Optional.empty();
    }
}
