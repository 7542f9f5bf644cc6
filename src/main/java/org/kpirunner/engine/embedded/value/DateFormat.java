package org.kpirunner.engine.embedded.value;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.format.SignStyle;
import java.time.format.TextStyle;
import java.time.temporal.ChronoField;
import java.time.temporal.IsoFields;
import java.time.temporal.TemporalAccessor;
import java.time.temporal.TemporalField;
import java.time.temporal.TemporalQueries;
import java.util.Locale;

/** A format of date_format and date_parse, with MySQL's specifiers as Trino knows them. */
public final class DateFormat {
    private static final int FRACTION_DIGITS = 6;
    private static final int NANO_DIGITS = 9;
    private static final int FIRST_SHORT_YEAR = 1970;

    private final DateTimeFormatter printer;
    private final DateTimeFormatter parser;

    private DateFormat(DateTimeFormatter printer, DateTimeFormatter parser) {
        this.printer = printer;
        this.parser = parser;
    }

    public static DateFormat of(Object format) {
        return new DateFormat(formatter((String) format, true), formatter((String) format, false));
    }

    public String format(Object value) {
        return printer.format(Moments.local(value, "timestamp"));
    }

    public LocalDateTime parse(String text) {
        try {
            TemporalAccessor parsed = parser.parse(text);
            LocalTime time = parsed.query(TemporalQueries.localTime());
            return LocalDate.from(parsed).atTime(time == null ? LocalTime.MIDNIGHT : time);
        } catch (DateTimeException e) {
            throw Parsing.notA("timestamp in the given format", text);
        }
    }

    private static DateTimeFormatter formatter(String format, boolean isForPrinting) {
        DateTimeFormatterBuilder builder = new DateTimeFormatterBuilder().parseCaseInsensitive();
        for (int i = 0; i < format.length(); i++) {
            char c = format.charAt(i);
            if (c == '%' && i + 1 < format.length()) {
                i++;
                append(builder, format.charAt(i), isForPrinting);
            } else {
                builder.appendLiteral(c);
            }
        }
        if (!isForPrinting) {
            builder.parseDefaulting(ChronoField.YEAR, FIRST_SHORT_YEAR)
                    .parseDefaulting(ChronoField.MONTH_OF_YEAR, 1)
                    .parseDefaulting(ChronoField.DAY_OF_MONTH, 1);
        }
        DateTimeFormatter formatter = builder.toFormatter(Locale.ENGLISH);
        return isForPrinting ? formatter : formatter.withResolverStyle(ResolverStyle.STRICT);
    }

    private static void append(DateTimeFormatterBuilder builder, char specifier, boolean isForPrinting) {
        switch (specifier) {
            case 'a' -> builder.appendText(ChronoField.DAY_OF_WEEK, TextStyle.SHORT);
            case 'b' -> builder.appendText(ChronoField.MONTH_OF_YEAR, TextStyle.SHORT);
            case 'M' -> builder.appendText(ChronoField.MONTH_OF_YEAR, TextStyle.FULL);
            case 'W' -> builder.appendText(ChronoField.DAY_OF_WEEK, TextStyle.FULL);
            case 'p' -> builder.appendText(ChronoField.AMPM_OF_DAY, TextStyle.SHORT);
            case 'c' -> number(builder, ChronoField.MONTH_OF_YEAR, 1, 2);
            case 'm' -> number(builder, ChronoField.MONTH_OF_YEAR, isForPrinting ? 2 : 1, 2);
            case 'd' -> number(builder, ChronoField.DAY_OF_MONTH, isForPrinting ? 2 : 1, 2);
            case 'e' -> number(builder, ChronoField.DAY_OF_MONTH, 1, 2);
            case 'H' -> number(builder, ChronoField.HOUR_OF_DAY, isForPrinting ? 2 : 1, 2);
            case 'k' -> number(builder, ChronoField.HOUR_OF_DAY, 1, 2);
            case 'h', 'I' -> number(builder, ChronoField.CLOCK_HOUR_OF_AMPM, isForPrinting ? 2 : 1, 2);
            case 'l' -> number(builder, ChronoField.CLOCK_HOUR_OF_AMPM, 1, 2);
            case 'i' -> number(builder, ChronoField.MINUTE_OF_HOUR, isForPrinting ? 2 : 1, 2);
            case 's', 'S' -> number(builder, ChronoField.SECOND_OF_MINUTE, isForPrinting ? 2 : 1, 2);
            case 'f' ->
                builder.appendFraction(
                        ChronoField.NANO_OF_SECOND,
                        isForPrinting ? FRACTION_DIGITS : 1,
                        isForPrinting ? FRACTION_DIGITS : NANO_DIGITS,
                        false);
            case 'j' -> number(builder, ChronoField.DAY_OF_YEAR, isForPrinting ? 3 : 1, 3);
            case 'v' -> number(builder, IsoFields.WEEK_OF_WEEK_BASED_YEAR, 2, 2);
            case 'x' -> number(builder, IsoFields.WEEK_BASED_YEAR, 4, 4);
            case 'Y' -> number(builder, ChronoField.YEAR, 4, 4);
            case 'y' -> builder.appendValueReduced(ChronoField.YEAR, 2, 2, FIRST_SHORT_YEAR);
            case 'T' -> appendAll(builder, "H:i:s", isForPrinting);
            case 'r' -> appendAll(builder, "h:i:s p", isForPrinting);
            case 'D', 'U', 'u', 'V', 'w', 'X' ->
                throw Texts.invalid("the specifier %" + specifier + " of date formats is not supported");
            default -> builder.appendLiteral(specifier);
        }
    }

    private static void number(DateTimeFormatterBuilder builder, TemporalField field, int least, int most) {
        builder.appendValue(field, least, most, SignStyle.NOT_NEGATIVE);
    }

    private static void appendAll(DateTimeFormatterBuilder builder, String specifiers, boolean isForPrinting) {
        for (int i = 0; i < specifiers.length(); i++) {
            char c = specifiers.charAt(i);
            if (Character.isLetter(c)) {
                append(builder, c, isForPrinting);
            } else {
                builder.appendLiteral(c);
            }
        }
    }
}
