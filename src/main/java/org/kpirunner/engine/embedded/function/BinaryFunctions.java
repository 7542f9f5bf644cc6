package org.kpirunner.engine.embedded.function;

import static org.apache.calcite.sql.type.SqlTypeFamily.ANY;
import static org.apache.calcite.sql.type.SqlTypeFamily.BINARY;
import static org.apache.calcite.sql.type.SqlTypeFamily.CHARACTER;
import static org.kpirunner.engine.embedded.function.Evaluation.one;
import static org.kpirunner.engine.embedded.function.Evaluation.two;
import static org.kpirunner.engine.embedded.function.Signatures.BYTES;
import static org.kpirunner.engine.embedded.function.Signatures.TEXT;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import org.apache.calcite.rex.RexCall;
import org.kpirunner.engine.embedded.expression.Expression;
import org.kpirunner.engine.embedded.expression.JsonCasting;
import org.kpirunner.engine.embedded.value.Texts;
import org.kpirunner.problem.KpiException;
import org.kpirunner.problem.Reason;

/** The functions of bytes, and those between bytes and text. */
final class BinaryFunctions {
    private BinaryFunctions() {}

    static List<Scalar> list() {
        return List.of(
                Scalar.of("CONVERT_TO", BYTES, Signatures.of(ANY, CHARACTER), BinaryFunctions::convertTo),
                Scalar.of("CONVERT_FROM", TEXT, Signatures.of(BINARY, CHARACTER), two(BinaryFunctions::convertFrom)),
                Scalar.of(
                        "TO_UTF8",
                        BYTES,
                        Signatures.of(CHARACTER),
                        one(x -> ((String) x).getBytes(StandardCharsets.UTF_8))),
                Scalar.of(
                        "FROM_UTF8",
                        TEXT,
                        Signatures.of(BINARY),
                        one(x -> new String((byte[]) x, StandardCharsets.UTF_8))),
                Scalar.of(
                        "TO_HEX",
                        TEXT,
                        Signatures.of(BINARY),
                        one(x -> HexFormat.of().withUpperCase().formatHex((byte[]) x))),
                Scalar.of("FROM_HEX", BYTES, Signatures.of(CHARACTER), one(BinaryFunctions::fromHex)),
                Scalar.of(
                        "TO_BASE64",
                        TEXT,
                        Signatures.of(BINARY),
                        one(x -> Base64.getEncoder().encodeToString((byte[]) x))),
                Scalar.of("FROM_BASE64", BYTES, Signatures.of(CHARACTER), one(BinaryFunctions::fromBase64)),
                digest("MD5", "MD5"),
                digest("SHA1", "SHA-1"),
                digest("SHA256", "SHA-256"),
                digest("SHA512", "SHA-512"));
    }

    private static Scalar digest(String name, String algorithm) {
        return Scalar.of(name, BYTES, Signatures.of(BINARY), one(x -> digested(algorithm, (byte[]) x)));
    }

    private static byte[] digested(String algorithm, byte[] bytes) {
        try {
            return MessageDigest.getInstance(algorithm).digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has " + algorithm, e);
        }
    }

    private static byte[] fromHex(Object text) {
        try {
            return HexFormat.of().parseHex((String) text);
        } catch (IllegalArgumentException e) {
            throw Texts.invalid("from_hex takes pairs of hexadecimal digits");
        }
    }

    private static byte[] fromBase64(Object text) {
        try {
            return Base64.getDecoder().decode((String) text);
        } catch (IllegalArgumentException e) {
            throw Texts.invalid("from_base64 takes a text in base 64");
        }
    }

    private static Expression convertTo(RexCall call, List<Expression> operands) {
        return two((value, form) -> {
                    if (!((String) form).equalsIgnoreCase("JSON")) {
                        throw onlyKnows("convert_to", "'JSON'");
                    }
                    return JsonCasting.toJson(value, call.getOperands().get(0).getType())
                            .getBytes(StandardCharsets.UTF_8);
                })
                .compile(call, operands);
    }

    private static String convertFrom(Object bytes, Object form) {
        if (!((String) form).replace("-", "").equalsIgnoreCase("UTF8")) {
            throw onlyKnows("convert_from", "'UTF8'");
        }
        return new String((byte[]) bytes, StandardCharsets.UTF_8);
    }

    private static KpiException onlyKnows(String function, String form) {
        return new KpiException(Reason.NOT_SUPPORTED, function + " knows only the form " + form);
    }
}
