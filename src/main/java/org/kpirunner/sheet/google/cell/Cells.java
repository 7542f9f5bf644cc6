package org.kpirunner.sheet.google.cell;

import com.google.api.services.sheets.v4.model.CellData;
import com.google.api.services.sheets.v4.model.CellFormat;
import com.google.api.services.sheets.v4.model.ExtendedValue;
import com.google.api.services.sheets.v4.model.NumberFormat;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.Set;
import org.kpirunner.sheet.CellValue;

/** Values as cells of Google Sheets: typed, and never evaluated. */
public final class Cells {
    private static final LocalDate ZERO = LocalDate.of(1899, 12, 30);
    private static final double MILLIS_A_DAY = 86_400_000;
    private static final double NANOS_A_DAY = 86_400e9;
    private static final Set<String> TEMPORAL = Set.of("DATE", "TIME", "DATE_TIME");

    private Cells() {}

    /**
     * A cell of a row.
     *
     * @param columnFormat the number format that the column has; people's choice stays
     */
    public static CellData of(CellValue value, Optional<NumberFormat> columnFormat, Optional<String> note) {
        CellData cell = new CellData();
        extended(value).ifPresent(cell::setUserEnteredValue);
        format(value, columnFormat).ifPresent(format -> cell.setUserEnteredFormat(format(format)));
        note.ifPresent(cell::setNote);
        return cell;
    }

    public static CellData ofText(String text) {
        return new CellData().setUserEnteredValue(new ExtendedValue().setStringValue(text));
    }

    public static CellData ofFormula(String formula) {
        return new CellData().setUserEnteredValue(new ExtendedValue().setFormulaValue(formula));
    }

    /** The value as the service takes it; empty for a blank cell. */
    public static Optional<ExtendedValue> extended(CellValue value) {
        if (value instanceof CellValue.Text text) {
            return text.text().isEmpty()
                    ? Optional.empty()
                    : Optional.of(new ExtendedValue().setStringValue(text.text()));
        } else if (value instanceof CellValue.Truth truth) {
            return Optional.of(new ExtendedValue().setBoolValue(truth.isTrue()));
        }
        return number(value).map(number -> new ExtendedValue().setNumberValue(number));
    }

    /** Dates are days since 1899-12-30, times fractions of a day. */
    private static Optional<Double> number(CellValue value) {
        if (value instanceof CellValue.Numeric numeric) {
            return Optional.of(numeric.number());
        } else if (value instanceof CellValue.Date date) {
            return Optional.of((double) ChronoUnit.DAYS.between(ZERO, date.date()));
        } else if (value instanceof CellValue.Time time) {
            return Optional.of(time.time().toNanoOfDay() / NANOS_A_DAY);
        } else if (value instanceof CellValue.DateTime dateTime) {
            return Optional.of(serial(dateTime.dateTime()));
        }
        return Optional.empty();
    }

    public static double serial(LocalDateTime dateTime) {
        long days = ChronoUnit.DAYS.between(ZERO, dateTime.toLocalDate());
        LocalTime time = dateTime.toLocalTime();
        return days + ChronoUnit.MILLIS.between(LocalTime.MIDNIGHT, time) / MILLIS_A_DAY;
    }

    private static Optional<NumberFormat> format(CellValue value, Optional<NumberFormat> columnFormat) {
        Optional<NumberFormat> needed = needed(value);
        boolean hasGood = needed.isPresent()
                && columnFormat
                        .filter(format -> shows(format.getType(), needed.get().getType()))
                        .isPresent();
        return needed.isPresent() && !hasGood ? needed : columnFormat;
    }

    /** People may show only the day of a point in time, but of a day alone there is no time to show. */
    private static boolean shows(String format, String needed) {
        return needed.equals("DATE_TIME")
                ? TEMPORAL.contains(format)
                : format.equals(needed) || format.equals("DATE_TIME");
    }

    /** The format without which the value would be shown as a bare number. */
    public static Optional<NumberFormat> needed(CellValue value) {
        if (value instanceof CellValue.Date) {
            return Optional.of(new NumberFormat().setType("DATE").setPattern("yyyy-mm-dd"));
        } else if (value instanceof CellValue.Time) {
            return Optional.of(new NumberFormat().setType("TIME").setPattern("hh:mm:ss"));
        } else if (value instanceof CellValue.DateTime) {
            return Optional.of(new NumberFormat().setType("DATE_TIME").setPattern("yyyy-mm-dd hh:mm:ss"));
        }
        return Optional.empty();
    }

    /** Whether a format shows dates or times. */
    public static boolean isTime(NumberFormat format) {
        return TEMPORAL.contains(format.getType());
    }

    public static CellFormat format(NumberFormat format) {
        return new CellFormat().setNumberFormat(format);
    }
}
