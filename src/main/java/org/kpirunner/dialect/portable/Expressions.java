package org.kpirunner.dialect.portable;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlDataTypeSpec;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.fun.SqlCase;
import org.jspecify.annotations.Nullable;

/** Finds out of what kind expressions are, and changes those that Trino refuses or answers in another way. */
final class Expressions {
    static final String UUID_AS_TEXT = "a uuid is compared as text: CAST(… AS varchar)";
    private static final String DIGITS = "decimal(38,20)";

    private final Edits edits;
    private final Statements statements;
    private final Scope scope;
    private final Comparisons comparisons;
    private boolean knowsAliases;

    Expressions(Edits edits, Statements statements, Scope scope) {
        this.edits = edits;
        this.statements = statements;
        this.scope = scope;
        this.comparisons = new Comparisons(edits, statements, scope, this);
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
            return ColumnKind.of(literal);
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
                comparisons.compare(operands.get(0), operands.get(1));
                yield ColumnKind.FLAG;
            }
            case BETWEEN -> {
                comparisons.compare(operands.get(0), operands.get(1));
                comparisons.compare(operands.get(0), operands.get(2));
                yield ColumnKind.FLAG;
            }
            case IN, NOT_IN, SOME, ALL -> {
                comparisons.in(call, operands.get(0), operands.get(1));
                yield ColumnKind.FLAG;
            }
            case LIKE, SIMILAR -> {
                operands.forEach(this::text);
                comparisons.like(operands);
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
        return operands.stream().map(this::visit).reduce(ColumnKind::with).orElse(ColumnKind.UNKNOWN);
    }

    private ColumnKind quotient(SqlNode dividend, SqlNode divisor) {
        ColumnKind kind = visit(dividend).with(visit(divisor));
        if (kind == ColumnKind.DECIMAL) {
            keepDigits(dividend, "a quotient keeps its digits: CAST(… AS " + DIGITS + ") / …");
        }
        return kind;
    }

    void keepDigits(SqlNode node, String why) {
        edits.wrap(node, "CAST(", " AS " + DIGITS + ")", why);
    }

    void asText(SqlNode uuid) {
        edits.wrap(uuid, "CAST(", " AS varchar)", UUID_AS_TEXT);
    }
}
