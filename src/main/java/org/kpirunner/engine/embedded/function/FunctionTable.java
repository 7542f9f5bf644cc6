package org.kpirunner.engine.embedded.function;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.calcite.sql.SqlFunction;
import org.apache.calcite.sql.SqlFunctionCategory;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.SqlOperatorTable;
import org.apache.calcite.sql.SqlSyntax;
import org.apache.calcite.sql.validate.SqlNameMatcher;
import org.jspecify.annotations.Nullable;

/** Operators by name, whose case does not matter. */
final class FunctionTable implements SqlOperatorTable {
    private final List<SqlOperator> all;
    private final Map<String, List<SqlOperator>> byName = new HashMap<>();

    FunctionTable(List<SqlOperator> operators) {
        all = List.copyOf(operators);
        for (SqlOperator operator : all) {
            byName.computeIfAbsent(key(operator.getName()), name -> new ArrayList<>())
                    .add(operator);
        }
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
        if (name.isSimple()) {
            for (SqlOperator operator : byName.getOrDefault(key(name.getSimple()), List.of())) {
                // CAST and COUNT are called like functions, though their own syntax is another
                if (operator.getSyntax() == syntax
                        || (syntax == SqlSyntax.FUNCTION && operator instanceof SqlFunction)) {
                    found.add(operator);
                }
            }
        }
    }

    @Override
    public List<SqlOperator> getOperatorList() {
        return all;
    }
}
