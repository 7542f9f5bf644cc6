package org.kpirunner.sheet.google.server.book;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a text becomes when it is typed into a cell.
 *
 * @param format the type and the pattern of the number format that comes with it, where one does
 */
public record Typed(Content content, Optional<Format> format) {
    private static final Pattern NUMBER =
            Pattern.compile("([-+])?(\\$)?((?:\\d{1,3}(?:,\\d{3})+|\\d+)?(?:\\.\\d*)?)(?:[eE]([-+]?\\d+))?(%)?");
    private static final Pattern ISO = Pattern.compile("(\\d{4})([-/.])(\\d{1,2})\\2(\\d{1,2})" + "(?:[ T]" + "(.+))?");
    private static final Pattern AMERICAN =
            Pattern.compile("(\\d{1,2})([-/])(\\d{1,2})(?:\\2(\\d{4}|\\d{2}))?(?: (.+))?");
    private static final Pattern TIME = Pattern.compile("(?i)(\\d{1,2}):(\\d{2})(?::(\\d{2})(?:\\.\\d+)?)?( ?[ap]m)?");

    /** A type and a pattern as in NumberFormat. */
    public record Format(String type, String pattern) {}

    /** @param year the current one, for dates without a year */
    public static Typed of(String text, String locale, int year) {
        if (text.startsWith("'")) {
            return plain(new Content.Text(text.substring(1)));
        }
        if (text.isEmpty()) {
            return plain(Content.BLANK);
        }
        if (text.startsWith("=") && text.length() > 1) {
            return plain(new Content.Formula(text));
        }
        String trimmed = text.strip();
        String upper = trimmed.toUpperCase(Locale.ROOT);
        if (upper.equals("TRUE") || upper.equals("FALSE")) {
            return plain(new Content.Flag(upper.equals("TRUE")));
        }
        return number(trimmed, locale)
                .or(() -> date(trimmed, year))
                .or(() -> time(trimmed).map(time -> withFormat(time, "TIME", "h:mm:ss am/pm")))
                .or(() -> signed(text))
                .orElse(plain(new Content.Text(text)));
    }

    private static Optional<Typed> signed(String text) {
        boolean isFormula = text.length() > 1 && (text.startsWith("+") || text.startsWith("-"));
        return isFormula ? Optional.of(plain(new Content.Formula("=" + text))) : Optional.empty();
    }

    private static Optional<Typed> number(String text, String locale) {
        String point = Locales.decimal(locale) == ',' ? text.replace(".", " ").replace(',', '.') : text;
        Matcher matcher = NUMBER.matcher(point);
        if (!matcher.matches() || matcher.group(3).isEmpty() || matcher.group(3).equals(".")) {
            return Optional.empty();
        }
        String digits = matcher.group(3);
        String exponent = matcher.group(4) == null ? "" : "E" + matcher.group(4);
        double value = Double.parseDouble(digits.replace(",", "") + exponent);
        if ("-".equals(matcher.group(1))) {
            value = -value;
        }
        boolean hasFraction = digits.indexOf('.') >= 0;
        String grouped = hasFraction ? "#,##0.00" : "#,##0";
        if (matcher.group(5) != null) {
            return Optional.of(withFormat(value / 100, "PERCENT", hasFraction ? "0.00%" : "0%"));
        }
        if (matcher.group(2) != null) {
            return Optional.of(withFormat(value, "CURRENCY", "\"$\"" + grouped));
        }
        if (digits.indexOf(',') >= 0) {
            return Optional.of(withFormat(value, "NUMBER", grouped));
        }
        return Optional.of(
                exponent.isEmpty() ? plain(new Content.Numeric(value)) : withFormat(value, "SCIENTIFIC", "0.00E+00"));
    }

    private static Optional<Typed> date(String text, int year) {
        Matcher iso = ISO.matcher(text);
        if (iso.matches()) {
            String separator = iso.group(2);
            String pattern = "yyyy" + separator + "mm" + separator + "dd";
            return date(iso.group(1), iso.group(3), iso.group(4), iso.group(5), pattern);
        }
        Matcher american = AMERICAN.matcher(text);
        if (american.matches()) {
            String separator = american.group(2);
            String given = american.group(4);
            String whole = given == null ? Integer.toString(year) : given.length() == 2 ? "20" + given : given;
            String pattern =
                    "m" + separator + "d" + (given == null ? "" : separator + (given.length() == 2 ? "yy" : "yyyy"));
            return date(whole, american.group(1), american.group(3), american.group(5), pattern);
        }
        return Optional.empty();
    }

    private static Optional<Typed> date(String year, String month, String day, String time, String pattern) {
        double days;
        try {
            days = Serial.of(LocalDate.of(Integer.parseInt(year), Integer.parseInt(month), Integer.parseInt(day)));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
        if (time == null) {
            return Optional.of(withFormat(days, "DATE", pattern));
        }
        return time(time).map(fraction -> withFormat(days + fraction, "DATE_TIME", pattern + " h:mm:ss"));
    }

    private static Optional<Double> time(String text) {
        Matcher matcher = TIME.matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        int hour = Integer.parseInt(matcher.group(1));
        int minute = Integer.parseInt(matcher.group(2));
        int second = matcher.group(3) == null ? 0 : Integer.parseInt(matcher.group(3));
        String half = matcher.group(4) == null ? "" : matcher.group(4).strip().toLowerCase(Locale.ROOT);
        int hours = half.isEmpty() ? hour : hour % 12 + (half.equals("pm") ? 12 : 0);
        boolean isTime = minute < 60 && second < 60 && (half.isEmpty() || (hour >= 1 && hour <= 12));
        return isTime ? Optional.of((hours * 3600 + minute * 60 + second) / 86400.0) : Optional.empty();
    }

    private static Typed withFormat(double number, String type, String pattern) {
        return new Typed(new Content.Numeric(number), Optional.of(new Format(type, pattern)));
    }

    private static Typed plain(Content content) {
        return new Typed(content, Optional.empty());
    }
}
