package org.kpirunner.sheet.google.cell;

import com.google.api.services.sheets.v4.model.ExtendedValue;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Optional;

/** What a cell holds as one text, the same for the same value, whoever has put it there. */
public final class Content {
    /** What is left of a number on its way through the service and back, for certain. */
    private static final MathContext DIGITS = new MathContext(12);

    private Content() {}

    public static String of(ExtendedValue value) {
        if (value.getNumberValue() != null) {
            return "n" + new BigDecimal(value.getNumberValue()).round(DIGITS).stripTrailingZeros();
        } else if (value.getBoolValue() != null) {
            return "b" + value.getBoolValue();
        }
        return "t" + value.getStringValue();
    }

    /** The same value as the calls for plain values take it; empty for a formula. */
    public static Optional<Object> plain(ExtendedValue value) {
        if (value.getNumberValue() != null) {
            return Optional.of(value.getNumberValue());
        } else if (value.getBoolValue() != null) {
            return Optional.of(value.getBoolValue());
        }
        return Optional.ofNullable(value.getStringValue());
    }
}
