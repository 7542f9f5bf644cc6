package org.kpirunner.sheet.google.cell;

import com.google.api.services.sheets.v4.model.CellData;
import com.google.api.services.sheets.v4.model.ExtendedValue;
import java.math.BigDecimal;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a cell holds: what was typed into it, and what it shows.
 *
 * @param entered the value that was typed, a formula included
 * @param error the error that its formula shows
 */
public record Entered(Optional<ExtendedValue> entered, String text, Optional<String> error) {
    public static final Entered BLANK = new Entered(Optional.empty(), "", Optional.empty());

    public static Entered of(@Nullable CellData cell) {
        if (cell == null || cell.getUserEnteredValue() == null) {
            return BLANK;
        }
        ExtendedValue effective = Objects.requireNonNullElse(cell.getEffectiveValue(), cell.getUserEnteredValue());
        Optional<String> error =
                Optional.ofNullable(effective.getErrorValue()).map(value -> String.valueOf(value.getMessage()));
        return new Entered(Optional.of(cell.getUserEnteredValue()), shown(effective), error);
    }

    public boolean isBlank() {
        return entered.isEmpty();
    }

    public boolean isFormula() {
        return entered.map(ExtendedValue::getFormulaValue).isPresent();
    }

    public String formula() {
        return entered.map(ExtendedValue::getFormulaValue).orElse("");
    }

    /** Whether it is a number or a date, and not a text. */
    public boolean isNumber() {
        return entered.map(ExtendedValue::getNumberValue).isPresent();
    }

    private static String shown(ExtendedValue value) {
        if (value.getStringValue() != null) {
            return value.getStringValue();
        } else if (value.getNumberValue() != null) {
            return BigDecimal.valueOf(value.getNumberValue())
                    .stripTrailingZeros()
                    .toPlainString();
        }
        return value.getBoolValue() == null
                ? ""
                : value.getBoolValue().toString().toUpperCase(Locale.ROOT);
    }
}
