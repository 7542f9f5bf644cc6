package org.kpirunner.engine.embedded.function;

import static org.apache.calcite.sql.type.SqlTypeFamily.CHARACTER;
import static org.apache.calcite.sql.type.SqlTypeFamily.INTEGER;
import static org.kpirunner.engine.embedded.function.Evaluation.all;
import static org.kpirunner.engine.embedded.function.Evaluation.one;
import static org.kpirunner.engine.embedded.function.Evaluation.two;
import static org.kpirunner.engine.embedded.function.Signatures.FLAG;
import static org.kpirunner.engine.embedded.function.Signatures.MAYBE_TEXT;
import static org.kpirunner.engine.embedded.function.Signatures.TEXT;
import static org.kpirunner.engine.embedded.function.Signatures.TEXTS;
import static org.kpirunner.engine.embedded.function.Signatures.WHOLE;
import static org.kpirunner.engine.embedded.function.Signatures.optional;

import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.fun.SqlTrimFunction.Flag;
import org.kpirunner.engine.embedded.expression.Expression;
import org.kpirunner.engine.embedded.value.LikePattern;
import org.kpirunner.engine.embedded.value.Texts;

/** The functions of text. */
final class TextFunctions {
    private TextFunctions() {}

    static List<Scalar> list() {
        return List.of(
                new Scalar(SqlStdOperatorTable.LIKE, TextFunctions::like),
                new Scalar(SqlStdOperatorTable.CHAR_LENGTH, one(Texts::length)),
                new Scalar(SqlStdOperatorTable.LOWER, one(Texts::lower)),
                new Scalar(SqlStdOperatorTable.UPPER, one(Texts::upper)),
                new Scalar(SqlStdOperatorTable.TRIM, TextFunctions::trim),
                new Scalar(SqlStdOperatorTable.SUBSTRING, all(Texts::substring)),
                new Scalar(SqlStdOperatorTable.POSITION, two((part, text) -> Texts.position(text, part, 1L))),
                Scalar.of(
                        "STRPOS",
                        WHOLE,
                        optional(2, CHARACTER, CHARACTER, INTEGER),
                        all(x -> Texts.position(x[0], x[1], x.length > 2 ? x[2] : 1L))),
                Scalar.of(
                        "REPLACE",
                        TEXT,
                        optional(2, CHARACTER, CHARACTER, CHARACTER),
                        all(x -> Texts.replace(x[0], x[1], x.length > 2 ? x[2] : ""))),
                Scalar.of("LTRIM", TEXT, optional(1, CHARACTER, CHARACTER), all(x -> Texts.trim(x, true, false))),
                Scalar.of("RTRIM", TEXT, optional(1, CHARACTER, CHARACTER), all(x -> Texts.trim(x, false, true))),
                Scalar.of(Forms.TRIM, TEXT, Signatures.of(CHARACTER), all(x -> Texts.trim(x, true, true))),
                Scalar.of(
                        "LPAD",
                        TEXT,
                        Signatures.of(CHARACTER, INTEGER, CHARACTER),
                        all(x -> Texts.padding(x) + Texts.start(x))),
                Scalar.of(
                        "RPAD",
                        TEXT,
                        Signatures.of(CHARACTER, INTEGER, CHARACTER),
                        all(x -> Texts.start(x) + Texts.padding(x))),
                Scalar.of("TRANSLATE", TEXT, Signatures.of(CHARACTER, CHARACTER, CHARACTER), all(Texts::translate)),
                Scalar.of("CHR", TEXT, Signatures.of(INTEGER), one(Texts::character)),
                Scalar.of("CODEPOINT", WHOLE, Signatures.of(CHARACTER), one(Texts::codePoint)),
                Scalar.of("SPLIT_PART", MAYBE_TEXT, Signatures.of(CHARACTER, CHARACTER, INTEGER), all(Texts::part)),
                Scalar.of("SPLIT", TEXTS, optional(2, CHARACTER, CHARACTER, INTEGER), all(Texts::split)),
                Scalar.of(
                        "STARTS_WITH",
                        FLAG,
                        Signatures.of(CHARACTER, CHARACTER),
                        two((text, start) -> ((String) text).startsWith((String) start))),
                Scalar.of(
                        "LEVENSHTEIN_DISTANCE",
                        WHOLE,
                        Signatures.of(CHARACTER, CHARACTER),
                        two((x, y) -> Texts.distance((String) x, (String) y))),
                Scalar.of("CONCAT_WS", TEXT, Signatures.many(2, CHARACTER), TextFunctions::concatWithSeparator));
    }

    private static Expression like(RexCall call, List<Expression> operands) {
        Evaluation matching = operands.size() == 2
                ? Evaluation.prepared(
                        1,
                        pattern -> LikePattern.of((String) pattern, ""),
                        x -> ((LikePattern) x[1]).matches((String) x[0]))
                : all(x -> LikePattern.of((String) x[1], (String) x[2]).matches((String) x[0]));
        if (operands.size() == 2
                || !(operands.get(1) instanceof Expression.Constant pattern && pattern.value() != null)
                || !(operands.get(2) instanceof Expression.Constant escape && escape.value() != null)) {
            return matching.compile(call, operands);
        }
        LikePattern prepared = LikePattern.of((String) pattern.value(), (String) escape.value());
        return one(text -> prepared.matches((String) text)).compile(call, operands.subList(0, 1));
    }

    /** TRIM with its three operands: where, which characters, of which text. */
    private static Expression trim(RexCall call, List<Expression> operands) {
        Flag flag = (Flag) ((Expression.Constant) operands.get(0)).value();
        boolean atStart = flag != Flag.TRAILING;
        boolean atEnd = flag != Flag.LEADING;
        return two((characters, text) -> Texts.trim(new Object[] {text, characters}, atStart, atEnd))
                .compile(call, operands.subList(1, 3));
    }

    private static Expression concatWithSeparator(RexCall call, List<Expression> operands) {
        return row -> {
            Object separator = operands.get(0).eval(row);
            if (separator == null) {
                return null;
            }
            List<String> parts = new ArrayList<>();
            for (Expression operand : operands.subList(1, operands.size())) {
                Object part = operand.eval(row);
                if (part != null) {
                    parts.add((String) part);
                }
            }
            return String.join((String) separator, parts);
        };
    }
}
