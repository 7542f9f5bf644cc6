package org.kpirunner.engine.embedded.function;

import static org.apache.calcite.sql.type.SqlTypeFamily.ANY;
import static org.apache.calcite.sql.type.SqlTypeFamily.CHARACTER;
import static org.kpirunner.engine.embedded.function.Evaluation.one;
import static org.kpirunner.engine.embedded.function.Evaluation.prepared;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.sql.SqlJsonEmptyOrError;
import org.apache.calcite.sql.SqlJsonValueEmptyOrErrorBehavior;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.type.SqlTypeName;
import org.jspecify.annotations.Nullable;
import org.kpirunner.engine.embedded.expression.Casting;
import org.kpirunner.engine.embedded.expression.Expression;
import org.kpirunner.engine.embedded.expression.JsonCasting;
import org.kpirunner.engine.embedded.value.JsonPath;
import org.kpirunner.engine.embedded.value.Texts;
import org.kpirunner.problem.KpiException;
import org.kpirunner.problem.Reason;

/** The functions of JSON; they take JSON or its text. */
final class JsonFunctions {
    private JsonFunctions() {}

    static List<Scalar> list() {
        return all().stream().map(JsonFunctions::ofJson).toList();
    }

    /** The same, refused where its first operand is neither JSON nor a text. */
    private static Scalar ofJson(Scalar scalar) {
        return new Scalar(scalar.operator(), (call, operands) -> {
            RelDataType type = call.getOperands().get(0).getType();
            boolean isJson = type.getSqlTypeName() == SqlTypeName.VARIANT
                    || type.getSqlTypeName() == SqlTypeName.NULL
                    || SqlTypeName.CHAR_TYPES.contains(type.getSqlTypeName());
            if (!isJson) {
                throw new KpiException(
                        Reason.TYPE_MISMATCH,
                        scalar.operator().getName().toLowerCase(Locale.ROOT) + " takes json or the text of it, not "
                                + type.getSqlTypeName().getName().toLowerCase(Locale.ROOT));
            }
            return scalar.evaluation().compile(call, operands);
        });
    }

    private static List<Scalar> all() {
        return List.of(
                Scalar.of(
                        "JSON_EXTRACT_SCALAR",
                        Signatures.MAYBE_TEXT,
                        Signatures.of(ANY, CHARACTER),
                        found(JsonFunctions::scalar)),
                Scalar.of(
                        "JSON_EXTRACT",
                        Signatures.MAYBE_JSON,
                        Signatures.of(ANY, CHARACTER),
                        found(JsonCasting::write)),
                Scalar.of("JSON_SIZE", Signatures.MAYBE_WHOLE, Signatures.of(ANY, CHARACTER), found(node ->
                        (long) node.size())),
                Scalar.of(
                        "JSON_PARSE",
                        Signatures.JSON,
                        Signatures.of(CHARACTER),
                        one(x -> JsonCasting.write(JsonCasting.parse((String) x)))),
                Scalar.of(
                        "JSON_FORMAT",
                        Signatures.TEXT,
                        Signatures.of(ANY),
                        one(x -> JsonCasting.write(JsonCasting.parse((String) x)))),
                Scalar.of(
                        "JSON_ARRAY_LENGTH",
                        Signatures.MAYBE_WHOLE,
                        Signatures.of(ANY),
                        one(JsonFunctions::arrayLength)),
                Scalar.of(
                        "JSON_ARRAY_CONTAINS",
                        Signatures.MAYBE_FLAG,
                        Signatures.of(ANY, ANY),
                        JsonFunctions::arrayContains),
                new Scalar(SqlStdOperatorTable.JSON_VALUE, JsonFunctions::value),
                new Scalar(
                        SqlStdOperatorTable.JSON_EXISTS,
                        prepared(1, JsonPath::ofSql, x -> exists((JsonPath) x[1], (String) x[0]))));
    }

    /** The first place that a path leads to; NULL where there is none or where the text is no JSON. */
    private static Evaluation found(Function<JsonNode, @Nullable Object> function) {
        return prepared(1, JsonPath::of, x -> {
            JsonNode root = parsed((String) x[0]);
            List<JsonNode> nodes = root == null ? List.of() : ((JsonPath) x[1]).find(root);
            return nodes.isEmpty() ? null : function.apply(nodes.get(0));
        });
    }

    private static @Nullable JsonNode parsed(String text) {
        try {
            return JsonCasting.parse(text);
        } catch (KpiException e) {
            return null;
        }
    }

    private static @Nullable Object scalar(JsonNode node) {
        return node.isContainerNode() || node.isNull() ? null : node.asText();
    }

    private static @Nullable Object arrayLength(Object text) {
        JsonNode node = parsed((String) text);
        return node == null || !node.isArray() ? null : (Long) (long) node.size();
    }

    private static Expression arrayContains(RexCall call, List<Expression> operands) {
        RelDataType type = call.getOperands().get(1).getType();
        return Evaluation.two((text, item) -> {
                    JsonNode array = parsed((String) text);
                    if (array == null || !array.isArray()) {
                        return null;
                    }
                    String wanted = JsonCasting.toJson(item, type);
                    for (JsonNode each : array) {
                        if (JsonCasting.write(each).equals(wanted)) {
                            return true;
                        }
                    }
                    return false;
                })
                .compile(call, operands);
    }

    private static boolean exists(JsonPath path, String text) {
        JsonNode root = parsed(text);
        return root != null && !path.find(root).isEmpty();
    }

    /** JSON_VALUE: one scalar; without it what ON EMPTY says, and where there is no one scalar what ON ERROR says. */
    private static Expression value(RexCall call, List<Expression> operands) {
        Expression onEmpty = behaviour(call, operands, SqlJsonEmptyOrError.EMPTY);
        Expression onError = behaviour(call, operands, SqlJsonEmptyOrError.ERROR);
        UnaryOperator<Object> cast = Casting.of(call.getOperands().get(0).getType(), call.getType());
        Expression path = Evaluation.prepared(1, JsonPath::ofSql, x -> x).compile(call, operands.subList(0, 2));
        return row -> {
            Object[] parts = (Object[]) path.eval(row);
            if (parts == null) {
                return null;
            }
            JsonNode root = parsed((String) parts[0]);
            if (root == null) {
                return onError.eval(row);
            }
            List<JsonNode> nodes = ((JsonPath) parts[1]).find(root);
            if (nodes.isEmpty()) {
                return (((JsonPath) parts[1]).isStrict() ? onError : onEmpty).eval(row);
            }
            if (nodes.size() > 1 || nodes.get(0).isContainerNode()) {
                return onError.eval(row);
            }
            Object scalar = scalar(nodes.get(0));
            return scalar == null ? null : cast.apply(scalar);
        };
    }

    private static Expression behaviour(RexCall call, List<Expression> operands, SqlJsonEmptyOrError when) {
        for (int i = 3; i < operands.size(); i++) {
            if (symbol(call, i) == when) {
                if (symbol(call, i - 1) == SqlJsonValueEmptyOrErrorBehavior.ERROR) {
                    return row -> {
                        throw Texts.invalid("json_value finds no single value");
                    };
                }
                return symbol(call, i - 1) == null ? operands.get(i - 1) : new Expression.Constant(null);
            }
        }
        return new Expression.Constant(null);
    }

    private static @Nullable Object symbol(RexCall call, int operand) {
        return call.getOperands().get(operand) instanceof RexLiteral literal && literal.getValue() instanceof Enum<?> e
                ? e
                : null;
    }
}
