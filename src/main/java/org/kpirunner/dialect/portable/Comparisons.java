package org.kpirunner.dialect.portable;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.type.SqlTypeName;
import org.kpirunner.dialect.TypedLiteral;
import org.kpirunner.dialect.portable.Scope.Columns;

/** Changes comparisons that Trino refuses or answers in another way: with texts, lists and patterns. */
final class Comparisons {
    private static final String NULL_IN_LIST = "NULL in a list stands beside it: (… OR CAST(NULL AS boolean))";
    private static final Pattern UUID_FORM =
            Pattern.compile("\\p{XDigit}{8}-\\p{XDigit}{4}-\\p{XDigit}{4}-\\p{XDigit}{4}-\\p{XDigit}{12}");

    private final Edits edits;
    private final Statements statements;
    private final Scope scope;
    private final Expressions expressions;

    Comparisons(Edits edits, Statements statements, Scope scope, Expressions expressions) {
        this.edits = edits;
        this.statements = statements;
        this.scope = scope;
        this.expressions = expressions;
    }

    void compare(SqlNode left, SqlNode right) {
        if (left.getKind() == SqlKind.ROW && right.getKind() == SqlKind.ROW) {
            for (int i = 0; i < ((SqlCall) left).operandCount(); i++) {
                compare(((SqlCall) left).operand(i), ((SqlCall) right).operand(i));
            }
            return;
        }
        ColumnKind a = expressions.visit(left);
        ColumnKind b = expressions.visit(right);
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
            expressions.asText(value);
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

    void in(SqlCall call, SqlNode value, SqlNode candidates) {
        compareWithEach(value, candidates);
        nulls(call, candidates);
    }

    private void compareWithEach(SqlNode value, SqlNode candidates) {
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
        ColumnKind kind = expressions.visit(value);
        Columns columns = statements.visit(candidates, scope, false);
        ColumnKind found = columns.isKnown() ? columns.all().get(0).kind() : ColumnKind.UNKNOWN;
        if (kind == ColumnKind.UUID && found == ColumnKind.TEXT) {
            expressions.asText(value);
        } else if (kind == ColumnKind.TEXT && found == ColumnKind.UUID) {
            statements.asText(candidates, 0, false);
        }
    }

    /** Trino 476 takes NULL for one of a list that has NULL in it, where nothing is known of it. */
    private void nulls(SqlCall call, SqlNode candidates) {
        if (candidates instanceof SqlNodeList list && list.stream().anyMatch(Comparisons::isNull)) {
            Optional<SqlNode> known =
                    list.stream().filter(candidate -> !isNull(candidate)).findFirst();
            known.ifPresent(one -> {
                String text = edits.changed(edits.range(one));
                list.stream()
                        .filter(Comparisons::isNull)
                        .forEach(nothing -> edits.replace(edits.range(nothing), text, NULL_IN_LIST));
                boolean isNegated = call.getKind() == SqlKind.NOT_IN;
                edits.wrap(call, "(", (isNegated ? " AND " : " OR ") + "CAST(NULL AS boolean))", NULL_IN_LIST);
            });
        }
    }

    private static boolean isNull(SqlNode node) {
        return node instanceof SqlLiteral literal && literal.getTypeName() == SqlTypeName.NULL;
    }

    /** Postgres, which Trino hands patterns to, takes a backslash for an escape where no other is named. */
    void like(List<SqlNode> operands) {
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
}
