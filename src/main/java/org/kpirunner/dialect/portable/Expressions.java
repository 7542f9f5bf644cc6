package org.kpirunner.dialect.portable;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlDataTypeSpec;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.fun.SqlCase;
import org.apache.calcite.sql.type.SqlTypeName;
import org.jspecify.annotations.Nullable;
import org.kpirunner.dialect.TypedLiteral;
import org.kpirunner.dialect.portable.Scope.Columns;

/** Finds out what expressions are, and changes those that Trino refuses or answers in another way. */
final class Expressions {
    static final String UUID_AS_TEXT = "a uuid is compared as text: CAST(… AS varchar)";
    private static final String NULL_IN_LIST = "NULL in a list stands beside it: (… OR CAST(NULL AS boolean))";
    private static final String DIGITS = "decimal(38,20)";
    private static final Pattern UUID_FORM =
            Pattern.compile("\\p{XDigit}{8}-\\p{XDigit}{4}-\\p{XDigit}{4}-\\p{XDigit}{4}-\\p{XDigit}{12}");

    private final Edits edits;
    private final Statements statements;
    private final Scope scope;
    private boolean knowsAliases;

    Expressions(Edits edits, Statements statements, Scope scope) {
        this.edits = edits;
        this.statements = statements;
        this.scope = scope;
    }

    /** WHERE, GROUP BY or HAVING, where an alias of the SELECT list may stand. */
    void visitClause(@Nullable SqlNode clause) {
        knowsAliases = true;
        if (clause instanceof SqlNodeList list) {
            visitAll(list);
        } else if (clause != null) {
            visit(clause);
        }
        knowsAliases = false;
    }

    void visitAll(Iterable<? extends @Nullable SqlNode> nodes) {
        for (SqlNode node : nodes) {
            if (node != null) {
                visit(node);
            }
        }
    }

    ColumnKind visit(SqlNode node) {
        if (node instanceof SqlIdentifier name) {
            return name.isStar() ? ColumnKind.UNKNOWN : name(name);
        }
        if (node instanceof SqlLiteral literal) {
            return literal(literal);
        }
        if (Edits.isQuery(node)) {
            List<Scope.Column> columns = statements.visit(node, scope, false).all();
            return columns.isEmpty() ? ColumnKind.UNKNOWN : columns.get(0).kind();
        }
        if (node instanceof SqlNodeList list) {
            visitAll(list);
            return ColumnKind.UNKNOWN;
        }
        return node instanceof SqlCall call ? call(call) : ColumnKind.UNKNOWN;
    }

    private ColumnKind name(SqlIdentifier name) {
        Optional<SqlNode> meant = knowsAliases ? scope.aliased(name) : Optional.empty();
        if (meant.isEmpty()) {
            return scope.kind(name);
        }
        SqlNode expression = meant.get();
        String text = edits.changed(edits.range(expression));
        edits.replace(
                edits.range(name),
                '(' + text + ')',
                "an alias stands for its expression: " + name.getSimple() + " is " + text);
        knowsAliases = false;
        ColumnKind kind = visit(expression);
        knowsAliases = true;
        return kind;
    }

    private static ColumnKind literal(SqlLiteral literal) {
        return switch (literal.getTypeName()) {
            case CHAR, VARCHAR -> ColumnKind.TEXT;
            case BOOLEAN -> ColumnKind.FLAG;
            case DECIMAL, INTEGER, BIGINT ->
                literal.bigDecimalValue() != null && literal.toValue().matches("-?\\d+")
                        ? ColumnKind.WHOLE
                        : ColumnKind.DECIMAL;
            case DOUBLE, REAL, FLOAT -> ColumnKind.REAL;
            case DATE -> ColumnKind.DATE;
            case TIME -> ColumnKind.TIME;
            case TIMESTAMP -> ColumnKind.MOMENT;
            case TIMESTAMP_WITH_LOCAL_TIME_ZONE, TIMESTAMP_TZ -> ColumnKind.POINT;
            case UUID -> ColumnKind.UUID;
            case NULL -> ColumnKind.UNKNOWN;
            default -> ColumnKind.OTHER;
        };
    }

    private ColumnKind call(SqlCall call) {
        if (call instanceof SqlCase choice) {
            return choice(choice);
        }
        List<SqlNode> operands = operands(call);
        return switch (call.getKind()) {
            case EQUALS,
                    NOT_EQUALS,
                    LESS_THAN,
                    LESS_THAN_OR_EQUAL,
                    GREATER_THAN,
                    GREATER_THAN_OR_EQUAL,
                    IS_DISTINCT_FROM,
                    IS_NOT_DISTINCT_FROM -> {
                compare(operands.get(0), operands.get(1));
                yield ColumnKind.FLAG;
            }
            case BETWEEN -> {
                compare(operands.get(0), operands.get(1));
                compare(operands.get(0), operands.get(2));
                yield ColumnKind.FLAG;
            }
            case IN, NOT_IN, SOME, ALL -> {
                in(operands.get(0), operands.get(1));
                nulls(call, operands.get(1));
                yield ColumnKind.FLAG;
            }
            case LIKE, SIMILAR -> {
                operands.forEach(this::text);
                backslashes(operands);
                yield ColumnKind.FLAG;
            }
            case AND, OR, NOT, IS_NULL, IS_NOT_NULL, IS_TRUE, IS_FALSE, IS_NOT_TRUE, IS_NOT_FALSE, EXISTS -> {
                visitAll(operands);
                yield ColumnKind.FLAG;
            }
            case DIVIDE -> quotient(operands.get(0), operands.get(1));
            case PLUS, MINUS, TIMES, MOD -> arithmetic(operands);
            case MINUS_PREFIX,
                    PLUS_PREFIX,
                    FILTER,
                    WITHIN_GROUP,
                    RESPECT_NULLS,
                    IGNORE_NULLS,
                    DESCENDING,
                    NULLS_FIRST,
                    NULLS_LAST,
                    OVER -> {
                ColumnKind kind = visit(operands.get(0));
                visitAll(operands.subList(1, operands.size()));
                yield kind;
            }
            case CAST, SAFE_CAST -> {
                visit(operands.get(0));
                yield operands.get(1) instanceof SqlDataTypeSpec type
                        ? ColumnKind.of(type.toString().replace("LOCAL ", ""))
                        : ColumnKind.UNKNOWN;
            }
            case COALESCE, GREATEST, LEAST -> alike(operands);
            default ->
                call.getOperator().getName().equals("||")
                        ? texts(operands)
                        : new FunctionCall(edits, this, call).visit();
        };
    }

    /** Postgres, which Trino hands patterns to, takes a backslash for an escape where no other is named. */
    private void backslashes(List<SqlNode> operands) {
        if (operands.size() == 2 && operands.get(1) instanceof SqlLiteral literal) {
            String pattern = literal.getValueAs(String.class);
            if (pattern != null && pattern.indexOf('\\') >= 0) {
                String escape = Stream.of("!", "#", "~", "^", "|")
                        .filter(sign -> !pattern.contains(sign))
                        .findFirst()
                        .orElse("\u0001");
                edits.wrap(
                        literal,
                        "",
                        " ESCAPE '" + escape + "'",
                        "a backslash is a character: LIKE … ESCAPE '" + escape + "'");
            }
        }
    }

    private static List<SqlNode> operands(SqlCall call) {
        List<SqlNode> operands = new ArrayList<>();
        call.getOperandList().stream().filter(operand -> operand != null).forEach(operands::add);
        return operands;
    }

    private ColumnKind choice(SqlCase choice) {
        visitAll(choice.getWhenOperands());
        List<SqlNode> results = new ArrayList<>(choice.getThenOperands());
        if (choice.getElseOperand() != null) {
            results.add(choice.getElseOperand());
        }
        return alike(results);
    }

    /** Values of which one is the answer. */
    ColumnKind alike(List<SqlNode> nodes) {
        List<ColumnKind> kinds = nodes.stream().map(this::visit).toList();
        ColumnKind all = kinds.stream().reduce(ColumnKind::or).orElse(ColumnKind.UNKNOWN);
        for (int i = 0; i < kinds.size(); i++) {
            if (all == ColumnKind.TEXT && kinds.get(i) == ColumnKind.UUID) {
                asText(nodes.get(i));
            }
        }
        return all;
    }

    private ColumnKind texts(List<SqlNode> nodes) {
        List<ColumnKind> kinds = nodes.stream().map(this::text).toList();
        return kinds.contains(ColumnKind.OTHER) ? ColumnKind.OTHER : ColumnKind.TEXT;
    }

    /** A value where a text is needed. */
    ColumnKind text(SqlNode node) {
        ColumnKind kind = visit(node);
        if (kind == ColumnKind.UUID) {
            asText(node);
            return ColumnKind.TEXT;
        }
        return kind;
    }

    private ColumnKind arithmetic(List<SqlNode> operands) {
        return operands.stream().map(this::visit).reduce(Expressions::sum).orElse(ColumnKind.UNKNOWN);
    }

    private static ColumnKind sum(ColumnKind left, ColumnKind right) {
        if (left.isTime()) {
            return left;
        }
        if (right.isTime()) {
            return right;
        }
        return left.isNumber() && right.isNumber() ? left.or(right) : ColumnKind.UNKNOWN;
    }

    private ColumnKind quotient(SqlNode dividend, SqlNode divisor) {
        ColumnKind kind = sum(visit(dividend), visit(divisor));
        if (kind == ColumnKind.DECIMAL) {
            keepDigits(dividend, "a quotient keeps its digits: CAST(… AS " + DIGITS + ") / …");
        }
        return kind;
    }

    void keepDigits(SqlNode node, String why) {
        edits.wrap(node, "CAST(", " AS " + DIGITS + ")", why);
    }

    private void in(SqlNode value, SqlNode candidates) {
        if (candidates instanceof SqlNodeList list) {
            for (SqlNode candidate : list) {
                compare(value, candidate);
            }
            return;
        }
        if (!Edits.isQuery(candidates)) {
            compare(value, candidates);
            return;
        }
        ColumnKind kind = visit(value);
        Columns columns = statements.visit(candidates, scope, false);
        ColumnKind found = columns.isKnown() ? columns.all().get(0).kind() : ColumnKind.UNKNOWN;
        if (kind == ColumnKind.UUID && found == ColumnKind.TEXT) {
            asText(value);
        } else if (kind == ColumnKind.TEXT && found == ColumnKind.UUID) {
            statements.asText(candidates, 0, false);
        }
    }

    /** Trino 476 takes NULL for one of a list that has NULL in it, where nothing is known of it. */
    private void nulls(SqlCall call, SqlNode candidates) {
        if (candidates instanceof SqlNodeList list && list.stream().anyMatch(Expressions::isNull)) {
            Optional<SqlNode> known =
                    list.stream().filter(candidate -> !isNull(candidate)).findFirst();
            known.ifPresent(one -> {
                String text = edits.changed(edits.range(one));
                list.stream()
                        .filter(Expressions::isNull)
                        .forEach(nothing -> edits.replace(edits.range(nothing), text, NULL_IN_LIST));
                boolean isNegated = call.getKind() == SqlKind.NOT_IN;
                edits.wrap(call, "(", (isNegated ? " AND " : " OR ") + "CAST(NULL AS boolean))", NULL_IN_LIST);
            });
        }
    }

    private static boolean isNull(SqlNode node) {
        return node instanceof SqlLiteral literal && literal.getTypeName() == SqlTypeName.NULL;
    }

    private void compare(SqlNode left, SqlNode right) {
        if (left.getKind() == SqlKind.ROW && right.getKind() == SqlKind.ROW) {
            for (int i = 0; i < ((SqlCall) left).operandCount(); i++) {
                compare(((SqlCall) left).operand(i), ((SqlCall) right).operand(i));
            }
            return;
        }
        ColumnKind a = visit(left);
        ColumnKind b = visit(right);
        if (b == ColumnKind.TEXT && a != ColumnKind.TEXT) {
            beside(left, a, right);
        } else if (a == ColumnKind.TEXT && b != ColumnKind.TEXT) {
            beside(right, b, left);
        }
    }

    /** A value of another kind beside a text. */
    private void beside(SqlNode value, ColumnKind kind, SqlNode text) {
        String literal = text instanceof SqlLiteral written ? written.getValueAs(String.class) : null;
        if (kind == ColumnKind.UUID
                && (literal == null || !UUID_FORM.matcher(literal).matches())) {
            asText(value);
        } else if (literal != null) {
            typed(kind, literal, text).ifPresent(typed -> edits.replace(edits.range(text), typed, why(kind, typed)));
        }
    }

    private static String why(ColumnKind kind, String typed) {
        return (kind == ColumnKind.FLAG ? "a boolean is compared with a boolean: " : "a text stands for a value: ")
                + typed;
    }

    private static Optional<String> typed(ColumnKind kind, String text, SqlNode at) {
        String word = text.strip().toLowerCase(Locale.ROOT);
        return switch (kind) {
            case UUID -> Optional.of("UUID '" + text + "'");
            case FLAG -> word.equals("true") || word.equals("false") ? Optional.of(word) : Optional.empty();
            case DATE -> literal("DATE", text, at);
            case TIME -> literal("TIME", text, at);
            case MOMENT, POINT -> literal("TIMESTAMP", text, at);
            case TEXT, WHOLE, DECIMAL, REAL, OTHER, UNKNOWN -> Optional.empty();
        };
    }

    private static Optional<String> literal(String kind, String text, SqlNode at) {
        return TypedLiteral.parse(kind, text, at.getParserPosition())
                .map(literal -> kind + " '" + literal.toValue()
                        + (literal.getTypeName() == SqlTypeName.TIMESTAMP_WITH_LOCAL_TIME_ZONE ? " UTC'" : "'"));
    }

    private void asText(SqlNode uuid) {
        edits.wrap(uuid, "CAST(", " AS varchar)", UUID_AS_TEXT);
    }
}
