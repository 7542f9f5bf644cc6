package org.kpirunner.engine.embedded.function;

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

/** Operators by name, whose case does not matter, whatever the syntax in which a function is called. */
final class FunctionTable implements SqlOperatorTable {
    private final List<SqlOperator> all;
    private final ImmutableListMultimap<String, SqlOperator> byName;

    FunctionTable(List<SqlOperator> operators) {
        this.all = List.copyOf(operators);
        this.byName = Multimaps.index(all, operator -> key(operator.getName()));
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
            // CAST and COUNT are called like functions, though their own syntax is another
            boolean called = syntax == SqlSyntax.FUNCTION && operator instanceof SqlFunction;
            if (called || operator.getSyntax() == syntax || operator.getSyntax().family == syntax.family) {
                found.add(operator);
            }
        }
    }

    @Override
    public List<SqlOperator> getOperatorList() {
        return all;
    }
}
