package org.kpirunner.sheet.xlsx;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.kpirunner.sheet.CellValue;
import org.kpirunner.table.Plain;
import org.kpirunner.table.Value;

/**
 * What a cell is to hold.
 *
 * @param value its value, or what its formula gives; empty leaves what the formula gave before
 * @param style how it looks
 * @param keepsStyle whether a cell that is there already goes on looking as it does
 */
record CellChange(Optional<CellValue> value, Optional<String> formula, int style, boolean keepsStyle) {
    private static final LocalDate FIRST_DATE = LocalDate.of(1900, 3, 1);
    private static final LocalDate LAST_DATE = LocalDate.of(9999, 12, 31);
    private static final LocalDate DAY_ZERO = LocalDate.of(1899, 12, 30);
    private static final LocalDate DAY_ZERO_OF_1904 = LocalDate.of(1904, 1, 1);
    private static final double NANOS_OF_DAY = ChronoUnit.DAYS.getDuration().toNanos();

    /** A value; where it is blank, whatever the cell holds is taken out. */
    static CellChange of(CellValue value, int style) {
        return new CellChange(Optional.of(value), Optional.empty(), style, false);
    }

    CellChange keepingStyle() {
        return new CellChange(value, formula, style, true);
    }

    /**
     * The cell as XML.
     *
     * @param there the attributes and content of a formula's cell to keep where there is no value, else empty
     */
    String xml(String prefix, String reference, int actualStyle, Optional<Kept> there, boolean from1904) {
        StringBuilder xml = new StringBuilder("<" + prefix + "c r=\"" + reference + "\"");
        if (actualStyle != 0) {
            xml.append(" s=\"").append(actualStyle).append('"');
        }
        Kept content =
                value.map(given -> content(prefix, given, from1904)).orElseGet(() -> there.orElse(new Kept("", "")));
        if (formula.isEmpty() && content.xml().isEmpty()) {
            return xml.append("/>").toString();
        }
        if (!content.type().isEmpty()) {
            xml.append(" t=\"").append(content.type()).append('"');
        }
        xml.append('>');
        formula.ifPresent(text -> xml.append('<')
                .append(prefix)
                .append("f>")
                .append(XmlText.escaped(text))
                .append("</")
                .append(prefix)
                .append("f>"));
        return xml.append(content.xml())
                .append("</")
                .append(prefix)
                .append("c>")
                .toString();
    }

    /** The type of a cell, and the elements of its value. */
    record Kept(String type, String xml) {}

    private Kept content(String prefix, CellValue given, boolean from1904) {
        if (given instanceof CellValue.Numeric numeric) {
            return number(prefix, numeric.number());
        } else if (given instanceof CellValue.Truth truth) {
            return new Kept("b", v(prefix, truth.isTrue() ? "1" : "0"));
        } else if (given instanceof CellValue.Text text) {
            return text(prefix, text.text());
        } else if (given instanceof CellValue.DateTime moment) {
            LocalDateTime at = moment.dateTime();
            return isDate(at.toLocalDate())
                    ? number(prefix, days(at.toLocalDate(), from1904) + fraction(at.toLocalTime()))
                    : text(prefix, Plain.of(at));
        } else if (given instanceof CellValue.Date day) {
            return isDate(day.date())
                    ? number(prefix, days(day.date(), from1904))
                    : text(prefix, Plain.of(new Value.Day(day.date())));
        } else if (given instanceof CellValue.Time time) {
            return number(prefix, fraction(time.time()));
        }
        return new Kept("", "");
    }

    /** Before that Excel counts a day that never was. */
    static boolean isDate(LocalDate date) {
        return !date.isBefore(FIRST_DATE) && !date.isAfter(LAST_DATE);
    }

    private static double days(LocalDate date, boolean from1904) {
        LocalDate zero = from1904 ? DAY_ZERO_OF_1904 : DAY_ZERO;
        return ChronoUnit.DAYS.between(zero, date);
    }

    private static double fraction(LocalTime time) {
        return time.toNanoOfDay() / NANOS_OF_DAY;
    }

    private static Kept number(String prefix, double number) {
        BigDecimal digits = new BigDecimal(Double.toString(number));
        String text = digits.scale() <= 0 || digits.stripTrailingZeros().scale() <= 0
                ? digits.toBigInteger().toString()
                : Double.toString(number);
        return new Kept("", v(prefix, text));
    }

    /**
     * Inline text is meant for it, but programs built on Apache POI cannot change a cell that has one; so it holds only
     * what needs escapes, which LibreOffice knows nowhere else.
     */
    private Kept text(String prefix, String text) {
        String preserved = " xml:space=\"preserve\">";
        return formula.isPresent() || XmlText.isPlain(text)
                ? new Kept("str", "<" + prefix + "v" + preserved + XmlText.cellText(text) + "</" + prefix + "v>")
                : new Kept(
                        "inlineStr",
                        "<" + prefix + "is><" + prefix + "t" + preserved + XmlText.cellText(text) + "</" + prefix
                                + "t></" + prefix + "is>");
    }

    private static String v(String prefix, String content) {
        return "<" + prefix + "v>" + content + "</" + prefix + "v>";
    }
}
