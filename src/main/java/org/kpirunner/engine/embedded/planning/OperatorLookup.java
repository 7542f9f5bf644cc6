package org.kpirunner.engine.embedded.planning;

import com.google.common.collect.ImmutableListMultimap;
import com.google.common.collect.Multimaps;
import java.util.List;
import java.util.Locale;
import org.apache.calcite.sql.SqlFunction;
import org.apache.calcite.sql.SqlFunctionCategory;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.SqlOperatorTable;
import org.apache.calcite.sql.SqlSyntax;
import org.apache.calcite.sql.validate.SqlNameMatcher;
import org.jspecify.annotations.Nullable;
import org.kpirunner.engine.embedded.function.Functions;

/** Finds the dialect's operators by name, whatever the syntax in which a function is called. */
final class OperatorLookup implements SqlOperatorTable {
    static final SqlOperatorTable INSTANCE =
            new OperatorLookup(Functions.operatorTable().getOperatorList());

    private final List<SqlOperator> operators;
    private final ImmutableListMultimap<String, SqlOperator> byName;

    private OperatorLookup(List<SqlOperator> operators) {
        this.operators = operators;
        this.byName = Multimaps.index(operators, operator -> key(operator.getName()));
    }

    private static String key(String name) {
        return name.toUpperCase(Locale.ROOT);
    }

    @Override
    public void lookupOperatorOverloads(
            SqlIdentifier name,
            @Nullable SqlFunctionCategory category,
            SqlSyntax syntax,
            List<SqlOperator> found,
            SqlNameMatcher matcher) {
        if (!name.isSimple()) {
            return;
        }
        for (SqlOperator operator : byName.get(key(name.getSimple()))) {
            boolean called = syntax == SqlSyntax.FUNCTION && operator instanceof SqlFunction;
            if (called || operator.getSyntax() == syntax || operator.getSyntax().family == syntax.family) {
                found.add(operator);
            }
        }
    }

    @Override
    public List<SqlOperator> getOperatorList() {
        return operators;
    }
}
