package org.kpirunner.engine.pushdown.postgres;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.calcite.rel.core.CorrelationId;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexCorrelVariable;
import org.apache.calcite.rex.RexFieldAccess;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexOver;
import org.apache.calcite.rex.RexSubQuery;
import org.apache.calcite.rex.RexUnknownAs;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.fun.SqlQuantifyOperator;
import org.apache.calcite.util.Sarg;
import org.kpirunner.engine.pushdown.NotPushable;

/** Writes the expressions of one operator. */
final class Expressions {
    /** Postgres reads a long array faster than as many literals. */
    private static final int SHORTEST_ARRAY = 100;

    private final Statement statement;
    private final Scope scope;
    private final Map<CorrelationId, List<Sql>> within;

    /**
     * Expressions over the fields of a scope.
     *
     * @param variables the names by which sub-queries in them call those fields
     */
    Expressions(Statement statement, Scope scope, Set<CorrelationId> variables) {
        this.statement = statement;
        this.scope = scope;
        this.within = scope.within(variables);
    }

    /** A value that must not have a zone, as what it is given to would forget it. */
    Sql plain(RexNode node) {
        Sql sql = of(node);
        if (sql.hasZone()) {
            throw new NotPushable("Postgres does not keep the time zone of a point in time");
        }
        return sql;
    }

    List<Sql> plain(List<RexNode> nodes) {
        return nodes.stream().map(this::plain).toList();
    }

    /** A value beside another one, from which a text literal gets its type. */
    Sql comparand(RexNode node) {
        if (!(node instanceof RexLiteral literal) || literal.isNull()) {
            return of(node);
        }
        if (Casts.isText(node.getType())) {
            return Sql.atom(Literals.text(Literals.string(literal)));
        }
        return Casts.isWhole(node.getType()) ? Literals.number(literal) : of(node);
    }

    Sql of(RexNode node) {
        if (node instanceof RexInputRef field) {
            return scope.fields().get(field.getIndex());
        }
        if (node instanceof RexLiteral literal) {
            return Literals.of(literal);
        }
        if (node instanceof RexFieldAccess access) {
            return outer(access);
        }
        if (node instanceof RexSubQuery query) {
            return subQuery(query);
        }
        if (node instanceof RexOver over) {
            return Windows.of(over, this);
        }
        if (node instanceof RexCall call) {
            return call(call);
        }
        throw new NotPushable("Postgres has no form for " + node);
    }

    private Sql outer(RexFieldAccess access) {
        if (access.getReferenceExpr() instanceof RexCorrelVariable variable) {
            List<Sql> fields = scope.outer().get(variable.id);
            if (fields != null) {
                return fields.get(access.getField().getIndex());
            }
        }
        throw new NotPushable("Postgres has no form for " + access);
    }

    private Sql subQuery(RexSubQuery query) {
        if (query.getKind() == SqlKind.EXISTS) {
            return Sql.atom("EXISTS (" + statement.selectAny(query.rel, within) + ")");
        }
        String select = statement.select(query.rel, within);
        return switch (query.getKind()) {
            case IN -> Sql.compound(row(query.getOperands()) + " IN (" + select + ")");
            case SCALAR_QUERY -> Sql.atom("(" + select + ")");
            case SOME -> quantified(query, "ANY", select);
            case ALL -> quantified(query, "ALL", select);
            default -> throw new NotPushable("Postgres has no sub-query of the kind " + query.getKind());
        };
    }

    private String row(List<RexNode> operands) {
        List<String> values = operands.stream().map(this::key).toList();
        return values.size() == 1 ? values.get(0) : "(" + String.join(", ", values) + ")";
    }

    /** NaN is in no list, nor said not to be in one; Postgres would find it. */
    private String key(RexNode operand) {
        Sql value = plain(operand);
        return Casts.isReal(operand.getType()) ? "NULLIF(" + value.text() + ", 'NaN')" : value.operand();
    }

    private Sql quantified(RexSubQuery query, String quantifier, String select) {
        SqlKind comparison = ((SqlQuantifyOperator) query.getOperator()).comparisonKind;
        RexNode operand = query.getOperands().get(0);
        if (query.getOperands().size() != 1 || Casts.isText(operand.getType()) || Casts.isReal(operand.getType())) {
            throw new NotPushable("Postgres compares with " + quantifier + " in its own way");
        }
        return Sql.compound(plain(operand).operand() + " " + comparison.sql + " " + quantifier + " (" + select + ")");
    }

    private Sql call(RexCall call) {
        List<RexNode> operands = call.getOperands();
        return switch (call.getKind()) {
            case AND -> joined(operands, " AND ");
            case OR -> or(operands);
            case NOT -> Sql.compound("NOT " + wrapped(plain(operands.get(0))));
            case IS_NULL, IS_UNKNOWN -> suffixed(operands.get(0), "IS NULL");
            case IS_NOT_NULL -> suffixed(operands.get(0), "IS NOT NULL");
            case IS_TRUE, IS_FALSE, IS_NOT_TRUE, IS_NOT_FALSE ->
                suffixed(operands.get(0), call.getOperator().getName());
            case EQUALS, NOT_EQUALS, LESS_THAN, LESS_THAN_OR_EQUAL, GREATER_THAN, GREATER_THAN_OR_EQUAL ->
                Comparisons.of(call.getKind(), operands.get(0), operands.get(1), this);
            case IS_DISTINCT_FROM, IS_NOT_DISTINCT_FROM ->
                Sql.infix(comparand(operands.get(0)), call.getOperator().getName(), comparand(operands.get(1)));
            case SEARCH -> search(call);
            case LIKE -> like(operands);
            case CASE -> choice(operands);
            case CAST -> Casts.of(of(operands.get(0)), operands.get(0).getType(), call.getType());
            case PLUS, MINUS, TIMES, DIVIDE, MOD, MINUS_PREFIX, PLUS_PREFIX -> Arithmetic.of(call, this);
            default -> Functions.of(call, this);
        };
    }

    /** Many numbers go the short way: each as an expression of its own takes longer than Postgres does. */
    private Sql search(RexCall call) {
        RexNode value = call.getOperands().get(0);
        RexLiteral choices = (RexLiteral) call.getOperands().get(1);
        Sarg<?> numbers = choices.getValueAs(Sarg.class);
        boolean isLong = numbers != null
                && numbers.isPoints()
                && numbers.pointCount >= SHORTEST_ARRAY
                && numbers.nullAs == RexUnknownAs.UNKNOWN
                && Casts.isWhole(value.getType())
                && Casts.isWhole(choices.getType());
        return isLong
                ? Sql.compound(of(value).operand() + " = ANY (" + Literals.array(numbers, choices.getType()) + ")")
                : of(RexUtil.expandSearch(statement.rexBuilder(), null, call));
    }

    private static String wrapped(Sql sql) {
        return "(" + sql.text() + ")";
    }

    private Sql suffixed(RexNode operand, String suffix) {
        return Sql.compound(of(operand).operand() + " " + suffix);
    }

    private Sql joined(List<RexNode> operands, String word) {
        return Sql.compound(operands.stream().map(this::plain).map(Sql::operand).collect(Collectors.joining(word)));
    }

    /** Alternatives for one value become a list, which Postgres looks up faster and people read more easily. */
    private Sql or(List<RexNode> operands) {
        List<String> written = new ArrayList<>();
        for (int i = 0; i < operands.size(); i++) {
            int end = i;
            while (end < operands.size() && isChoiceOf(operands.get(end), operands.get(i))) {
                end++;
            }
            if (end - i > 1) {
                written.add(in(operands.subList(i, end)));
                i = end - 1;
            } else {
                written.add(plain(operands.get(i)).operand());
            }
        }
        return written.size() == 1
                ? Sql.compound(written.get(0))
                : Sql.compound(written.stream()
                        .map(part -> !part.startsWith("(") ? "(" + part + ")" : part)
                        .collect(Collectors.joining(" OR ")));
    }

    /** Whether it compares the same value with a literal as another one. */
    private static boolean isChoiceOf(RexNode node, RexNode first) {
        return node.getKind() == SqlKind.EQUALS
                && first.getKind() == SqlKind.EQUALS
                && ((RexCall) node).getOperands().get(1) instanceof RexLiteral literal
                && !literal.isNull()
                && ((RexCall) node)
                        .getOperands()
                        .get(0)
                        .equals(((RexCall) first).getOperands().get(0));
    }

    private String in(List<RexNode> choices) {
        RexNode value = ((RexCall) choices.get(0)).getOperands().get(0);
        List<RexLiteral> literals = choices.stream()
                .map(choice -> (RexLiteral) ((RexCall) choice).getOperands().get(1))
                .toList();
        if (literals.size() >= SHORTEST_ARRAY && Literals.fitArray(value.getType())) {
            return of(value).operand() + " = ANY (" + Literals.array(literals) + ")";
        }
        return of(value).operand() + " IN ("
                + literals.stream().map(literal -> comparand(literal).text()).collect(Collectors.joining(", ")) + ")";
    }

    private Sql like(List<RexNode> operands) {
        String escape = operands.size() > 2 ? comparand(operands.get(2)).operand() : "''";
        return Sql.compound(plain(operands.get(0)).operand() + " LIKE "
                + comparand(operands.get(1)).operand() + " ESCAPE " + escape);
    }

    private Sql choice(List<RexNode> operands) {
        StringBuilder sql = new StringBuilder("CASE");
        for (int i = 0; i + 1 < operands.size(); i += 2) {
            sql.append(" WHEN ")
                    .append(plain(operands.get(i)).text())
                    .append(" THEN ")
                    .append(plain(operands.get(i + 1)).text());
        }
        return Sql.atom(
                sql + " ELSE " + plain(operands.get(operands.size() - 1)).text() + " END");
    }

    static String name(RexCall call) {
        return call.getOperator().getName().toUpperCase(Locale.ROOT);
    }
}
