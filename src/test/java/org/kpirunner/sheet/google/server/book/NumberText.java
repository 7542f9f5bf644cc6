package org.kpirunner.sheet.google.server.book;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Locale;

/** How contents are shown. */
public final class NumberText {
    private NumberText() {}

    /** A content as it is shown under a number format, which may be missing. */
    public static String formatted(Content content, JsonNode format, String locale) {
        boolean hasPattern =
                format.path("type").isTextual() && !format.path("type").asText().equals("TEXT");
        if (content instanceof Content.Numeric number && hasPattern) {
            return NumberPattern.of(format).show(number.number(), Locales.decimal(locale));
        }
        return general(content, locale);
    }

    /** A content as it is shown without a format. */
    public static String general(Content content, String locale) {
        if (content instanceof Content.Text text) {
            return text.text();
        }
        if (content instanceof Content.Flag flag) {
            return flag.isTrue() ? "TRUE" : "FALSE";
        }
        if (content instanceof Content.Failure failure) {
            return failure.shown();
        }
        if (content instanceof Content.Numeric number) {
            return general(number.number()).replace('.', Locales.decimal(locale));
        }
        return "";
    }

    /** Ten significant digits where there is a fraction; an exponent from 10^15. */
    private static String general(double number) {
        BigDecimal exact = BigDecimal.valueOf(number);
        if (Math.abs(number) >= 1e15) {
            return scientific(exact);
        }
        boolean isWhole = number == Math.rint(number);
        int whole = Math.max(0, exact.precision() - exact.scale());
        BigDecimal rounded = isWhole ? exact : exact.round(new MathContext(Math.max(10, whole), RoundingMode.HALF_UP));
        return rounded.signum() == 0 ? "0" : rounded.stripTrailingZeros().toPlainString();
    }

    private static String scientific(BigDecimal exact) {
        String text = String.format(Locale.ROOT, "%.5E", exact);
        String mantissa = text.substring(0, text.indexOf('E'));
        BigDecimal trimmed = new BigDecimal(mantissa).stripTrailingZeros();
        return trimmed.toPlainString() + text.substring(text.indexOf('E'));
    }
}
