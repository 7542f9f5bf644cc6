package org.kpirunner.engine.pushdown.postgres;

import static java.util.Map.entry;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.type.SqlTypeUtil;
import org.kpirunner.engine.pushdown.NotPushable;

/** The functions that Postgres computes as Trino does, and how they are written for it. */
final class Functions {
    /** Writes a call of one function. */
    private interface Form {
        Sql write(RexCall call, Expressions expressions);
    }

    private static final Map<String, Form> FORMS = Map.ofEntries(
            entry("COALESCE", Functions::coalesce),
            entry("NULLIF", same("NULLIF")),
            entry("||", Functions::concatenation),
            entry("CONCAT_WS", same("concat_ws")),
            entry("CHAR_LENGTH", bigint("char_length")),
            entry("UPPER", Functions::mapped),
            entry("LOWER", Functions::mapped),
            entry("SUBSTRING", Functions::substring),
            entry("TRIM", Functions::trim),
            entry("REPLACE", Functions::replace),
            entry("STRPOS", Functions::position),
            entry("STARTS_WITH", same("starts_with")),
            entry("REVERSE", onText("reverse")),
            entry("LPAD", Functions::padded),
            entry("RPAD", Functions::padded),
            entry("SPLIT_PART", Functions::part),
            entry("ABS", same("abs")),
            entry("CEIL", onNumbers("ceil")),
            entry("FLOOR", onNumbers("floor")),
            entry("SIGN", (call, x) -> Sql.cast(same("sign").write(call, x), TypeText.of(call.getType()))),
            entry("ROUND", Functions::rounded),
            entry("TRUNCATE", Functions::truncated),
            entry("SQRT", onReals("sqrt")),
            entry("POWER", onReals("power")),
            entry("GREATEST", extreme("GREATEST")),
            entry("LEAST", extreme("LEAST")),
            entry("CARDINALITY", Functions::cardinality),
            entry("CONTAINS", Functions::contains),
            entry("ELEMENT_AT", Functions::element),
            entry("EXTRACT", Times::extract),
            entry("DATE_TRUNC", Times::truncate),
            entry("DATE_ADD", Times::add),
            entry("DATE_DIFF", Times::difference),
            entry("DATE_FORMAT", Times::format),
            entry("DATE", Functions::date),
            entry("TO_UNIXTIME", Times::toUnix),
            entry("AT_TIMEZONE", Times::atTimeZone));

    private Functions() {}

    static Sql of(RexCall call, Expressions expressions) {
        Form form = FORMS.get(Expressions.name(call));
        if (form == null) {
            throw new NotPushable(
                    "Postgres does not compute " + Expressions.name(call).toLowerCase(Locale.ROOT) + " as Trino does");
        }
        return form.write(call, expressions);
    }

    static RelDataType type(RexCall call, int operand) {
        return call.getOperands().get(operand).getType();
    }

    private static Sql date(RexCall call, Expressions x) {
        require(!Casts.isText(type(call, 0)), "is a text");
        return Casts.of(x.of(call.getOperands().get(0)), type(call, 0), call.getType());
    }

    private static Form same(String name) {
        return (call, x) -> Sql.call(name, x.plain(call.getOperands()));
    }

    private static Sql coalesce(RexCall call, Expressions x) {
        boolean isUuid = call.getType().getSqlTypeName() == SqlTypeName.UUID;
        for (RexNode operand : call.getOperands()) {
            require(isUuid || operand.getType().getSqlTypeName() != SqlTypeName.UUID, "is a uuid beside a text");
        }
        return same("COALESCE").write(call, x);
    }

    private static Form bigint(String name) {
        return (call, x) -> Sql.cast(same(name).write(call, x), "bigint");
    }

    private static Form onText(String name) {
        return (call, x) -> {
            require(Casts.isText(type(call, 0)), "is not a text");
            return same(name).write(call, x);
        };
    }

    private static void require(boolean condition, String otherwise) {
        if (!condition) {
            throw new NotPushable("an operand " + otherwise);
        }
    }

    private static Sql concatenation(RexCall call, Expressions x) {
        require(call.getOperands().stream().allMatch(operand -> Casts.isText(operand.getType())), "is not a text");
        return Sql.compound(
                x.plain(call.getOperands()).stream().map(Sql::operand).collect(Collectors.joining(" || ")));
    }

    /** Upper and lower case by the rules of Unicode, which the database's own locale may lack. */
    private static Sql mapped(RexCall call, Expressions x) {
        throw new NotPushable("upper and lower case depend on the locale of the database");
    }

    private static Sql substring(RexCall call, Expressions x) {
        List<RexNode> operands = call.getOperands();
        require(Casts.isText(type(call, 0)), "is not a text");
        require(whole(operands.get(1)).filter(start -> start > 0).isPresent(), "is not a position above 0");
        if (operands.size() > 2) {
            require(whole(operands.get(2)).filter(length -> length >= 0).isPresent(), "is not a length");
        }
        return same("substr").write(call, x);
    }

    private static Optional<Long> whole(RexNode node) {
        return node instanceof RexLiteral literal && !literal.isNull() && SqlTypeUtil.isExactNumeric(node.getType())
                ? Optional.ofNullable(literal.getValueAs(Long.class))
                : Optional.empty();
    }

    static Optional<String> text(RexNode node) {
        return node instanceof RexLiteral literal && !literal.isNull() && Casts.isText(node.getType())
                ? Optional.of(Literals.string(literal))
                : Optional.empty();
    }

    /** Only with the characters to trim: what is white space differs. */
    private static Sql trim(RexCall call, Expressions x) {
        require(call.getOperands().size() == 3, "is missing: the characters to trim");
        String side = String.valueOf(((RexLiteral) call.getOperands().get(0)).getValue());
        Sql characters = x.plain(call.getOperands().get(1));
        Sql text = x.plain(call.getOperands().get(2));
        return Sql.atom("TRIM(" + side + " " + characters.text() + " FROM " + text.text() + ")");
    }

    private static Sql replace(RexCall call, Expressions x) {
        require(
                text(call.getOperands().get(1))
                        .filter(wanted -> !wanted.isEmpty())
                        .isPresent(),
                "may be empty");
        if (call.getOperands().size() == 2) {
            List<Sql> operands = x.plain(call.getOperands());
            return Sql.call("replace", List.of(operands.get(0), operands.get(1), Sql.atom("''")));
        }
        return same("replace").write(call, x);
    }

    private static Sql position(RexCall call, Expressions x) {
        require(call.getOperands().size() == 2, "counts occurrences");
        return bigint("strpos").write(call, x);
    }

    private static Sql padded(RexCall call, Expressions x) {
        require(whole(call.getOperands().get(1)).filter(size -> size >= 0).isPresent(), "is not a size");
        require(text(call.getOperands().get(2)).filter(pad -> !pad.isEmpty()).isPresent(), "may be empty");
        return same(Expressions.name(call).toLowerCase(Locale.ROOT)).write(call, x);
    }

    /** Beyond the last part Trino has NULL, Postgres an empty text. */
    private static Sql part(RexCall call, Expressions x) {
        Optional<String> delimiter = text(call.getOperands().get(1));
        Optional<Long> index = whole(call.getOperands().get(2));
        require(delimiter.filter(text -> !text.isEmpty()).isPresent(), "may be empty");
        require(index.filter(i -> i > 0).isPresent(), "is not a position above 0");
        Sql text = x.plain(call.getOperands().get(0));
        String separator = Literals.text(delimiter.orElse(""));
        return Sql.atom(
                "CASE WHEN (char_length(" + text.text() + ") - char_length(replace(" + text.text() + ", " + separator
                        + ", ''))) / char_length(" + separator + ") >= " + (index.orElse(1L) - 1) + " THEN split_part("
                        + text.text() + ", " + separator + ", " + index.orElse(1L) + ") END");
    }

    /** Whole numbers stay what they are, which Postgres makes doubles. */
    private static Form onNumbers(String name) {
        return (call, x) -> Casts.isWhole(call.getType())
                ? x.plain(call.getOperands().get(0))
                : same(name).write(call, x);
    }

    private static Sql rounded(RexCall call, Expressions x) {
        return atDigits("round", call, x);
    }

    private static Sql truncated(RexCall call, Expressions x) {
        return atDigits("trunc", call, x);
    }

    /** Postgres rounds doubles half to even, Trino half away from zero; of decimals both keep the digits asked for. */
    private static Sql atDigits(String name, RexCall call, Expressions x) {
        require(call.getType().getSqlTypeName() == SqlTypeName.DECIMAL, "is not a decimal");
        if (call.getOperands().size() == 1) {
            return same(name).write(call, x);
        }
        require(
                whole(call.getOperands().get(1)).filter(digits -> digits >= 0).isPresent(),
                "is not a number of digits");
        return same(name).write(call, x);
    }

    private static Form onReals(String name) {
        return (call, x) -> Sql.call(
                name,
                call.getOperands().stream()
                        .map(operand -> Casts.of(x.plain(operand), operand.getType(), call.getType()))
                        .toList());
    }

    /** NULL if one is NULL, which Postgres leaves out. */
    private static Form extreme(String name) {
        return (call, x) -> {
            RelDataType type = call.getType();
            require(!Casts.isReal(type) && type.getComponentType() == null, "may be NaN or is no single value");
            List<Sql> operands = x.plain(call.getOperands());
            if (Casts.isText(type)) {
                operands = operands.stream().map(Comparisons::byCodePoint).toList();
            }
            String missing =
                    operands.stream().map(sql -> sql.operand() + " IS NULL").collect(Collectors.joining(" OR "));
            return Sql.atom("CASE WHEN NOT (" + missing + ") THEN " + name + "(" + Sql.list(operands) + ") END");
        };
    }

    /** How many items it has; Postgres' own function counts those of nested arrays. */
    private static Sql cardinality(RexCall call, Expressions x) {
        require(type(call, 0).getSqlTypeName() == SqlTypeName.ARRAY, "is not an array");
        String array = x.plain(call.getOperands().get(0)).text();
        return Sql.cast(Sql.atom("COALESCE(array_length(" + array + ", 1), cardinality(" + array + "))"), "bigint");
    }

    private static Sql contains(RexCall call, Expressions x) {
        RelDataType item = call.getOperands().get(1).getType();
        require(type(call, 0).getSqlTypeName() == SqlTypeName.ARRAY, "is not an array");
        require(Casts.isText(item) || Casts.isWhole(item) || item.getSqlTypeName() == SqlTypeName.UUID, "is compared");
        return Sql.compound(x.plain(call.getOperands().get(1)).operand() + " = ANY ("
                + x.plain(call.getOperands().get(0)).text() + ")");
    }

    /** Positions of an array need not begin with 1. */
    private static Sql element(RexCall call, Expressions x) {
        Sql whole = x.plain(call.getOperands().get(0));
        RexNode key = call.getOperands().get(1);
        if (type(call, 0).getSqlTypeName() == SqlTypeName.MAP) {
            return Sql.compound(whole.operand() + " -> " + x.plain(key).operand());
        }
        require(whole(key).filter(index -> index > 0).isPresent(), "is not a position above 0");
        require(call.getType().getComponentType() == null, "is an array of arrays");
        return Sql.atom("(" + whole.text() + ")[array_lower(" + whole.text() + ", 1) - 1 + "
                + x.plain(key).text() + "]");
    }
}
