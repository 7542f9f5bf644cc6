package org.kpirunner.sheet.google.server.book;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDateTime;
import java.time.format.TextStyle;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A number format's pattern: of a number, a percentage, an amount, a date, a time. */
record NumberPattern(boolean isDate, String pattern) {
    private static final Pattern DATE_PART = Pattern.compile(
            "\\[h+\\]|y+|M+|m+|d+|H+|h+|s+(?:\\.0+)?|(?i:am/pm|a/p)|\"[^\"]*\"|\\\\.|.", Pattern.DOTALL);
    private static final Pattern DIGITS = Pattern.compile("[#0?,]*[#0?](?:\\.[#0?]+)?");

    static NumberPattern of(JsonNode format) {
        String type = format.path("type").asText();
        String pattern = format.path("pattern").asText("");
        return switch (type) {
            case "DATE" -> new NumberPattern(true, or(pattern, "M/d/yyyy"));
            case "TIME" -> new NumberPattern(true, or(pattern, "h:mm:ss am/pm"));
            case "DATE_TIME" -> new NumberPattern(true, or(pattern, "M/d/yyyy H:mm:ss"));
            case "PERCENT" -> new NumberPattern(false, or(pattern, "0.00%"));
            case "CURRENCY" -> new NumberPattern(false, or(pattern, "\"$\"#,##0.00"));
            case "SCIENTIFIC" -> new NumberPattern(false, or(pattern, "0.00E+00"));
            default -> new NumberPattern(false, or(pattern, "#,##0.00"));
        };
    }

    private static String or(String pattern, String standard) {
        return pattern.isEmpty() ? standard : pattern;
    }

    String show(double number, char decimal) {
        return isDate ? date(number) : number(number, decimal);
    }

    private String number(double number, char decimal) {
        String[] sections = pattern.split(";");
        boolean hasOwn = number < 0 && sections.length > 1;
        String section = hasOwn ? sections[1] : sections[0];
        String literal =
                section.replaceAll("_.", " ").replaceAll("\\*.", "").replaceAll("\\[\\$([^\\]-]*)[^\\]]*\\]", "\"$1\"");
        String quoted = literal.replace("\\", "").replace("\"", "");
        Matcher digits = DIGITS.matcher(quoted);
        if (!digits.find()) {
            return quoted;
        }
        double scaled = quoted.contains("%") ? number * 100 : number;
        String body = digits(Math.abs(scaled), digits.group(), decimal);
        String sign = number < 0 && !hasOwn ? "-" : "";
        return sign + quoted.substring(0, digits.start()) + body + quoted.substring(digits.end());
    }

    private static String digits(double number, String pattern, char decimal) {
        int point = pattern.indexOf('.');
        String fraction = point < 0 ? "" : pattern.substring(point + 1);
        int required = (int) fraction.chars().filter(c -> c == '0').count();
        BigDecimal rounded = BigDecimal.valueOf(number).setScale(fraction.length(), RoundingMode.HALF_UP);
        int needed = Math.max(required, Math.max(0, rounded.stripTrailingZeros().scale()));
        String plain = rounded.setScale(needed, RoundingMode.UNNECESSARY).toPlainString();
        int dot = plain.indexOf('.');
        String whole = dot < 0 ? plain : plain.substring(0, dot);
        if (pattern.substring(0, point < 0 ? pattern.length() : point).contains(",")) {
            whole = whole.replaceAll("(?<=\\d)(?=(\\d{3})+$)", decimal == ',' ? "." : ",");
        }
        return dot < 0 ? whole : whole + decimal + plain.substring(dot + 1);
    }

    private String date(double number) {
        LocalDateTime moment = Serial.dateTime(number);
        boolean isTwelve = pattern.toLowerCase(Locale.ROOT).contains("am/pm");
        StringBuilder shown = new StringBuilder();
        Matcher part = DATE_PART.matcher(pattern);
        boolean afterHour = false;
        while (part.find()) {
            String text = part.group();
            boolean beforeSecond = pattern.substring(part.end()).matches("^[^a-zA-Z]*s.*");
            shown.append(datePart(text, moment, number, isTwelve, afterHour || beforeSecond));
            if (Character.isLetter(text.charAt(0)) || text.startsWith("[")) {
                afterHour = text.toLowerCase(Locale.ROOT).startsWith("h") || text.startsWith("[");
            }
        }
        return shown.toString();
    }

    private static String datePart(
            String text, LocalDateTime moment, double number, boolean isTwelve, boolean isMinute) {
        int length = text.length();
        if (text.startsWith("[")) {
            return Long.toString(Math.round(number * 86400) / 3600);
        }
        return switch (text.charAt(0)) {
            case 'y' -> length > 2 ? Integer.toString(moment.getYear()) : padded(moment.getYear() % 100, 2);
            case 'M', 'm' -> isMinute ? padded(moment.getMinute(), length) : month(moment, length);
            case 'd' ->
                length > 2
                        ? moment.getDayOfWeek()
                                .getDisplayName(length == 3 ? TextStyle.SHORT : TextStyle.FULL, Locale.ENGLISH)
                        : padded(moment.getDayOfMonth(), length);
            case 'H', 'h' -> padded(isTwelve ? (moment.getHour() + 11) % 12 + 1 : moment.getHour(), length);
            case 's' -> second(moment, text);
            case 'a', 'A' -> length == 5 ? moment.getHour() < 12 ? "AM" : "PM" : text;
            case '"' -> text.substring(1, length - 1);
            case '\\' -> text.substring(1);
            default -> text;
        };
    }

    private static String month(LocalDateTime moment, int length) {
        return length > 2
                ? moment.getMonth().getDisplayName(length == 3 ? TextStyle.SHORT : TextStyle.FULL, Locale.ENGLISH)
                : padded(moment.getMonthValue(), length);
    }

    private static String second(LocalDateTime moment, String text) {
        int dot = text.indexOf('.');
        if (dot < 0) {
            return padded(moment.getSecond(), text.length());
        }
        String nanos = String.format(Locale.ROOT, "%09d", moment.getNano());
        return padded(moment.getSecond(), dot) + "." + nanos.substring(0, text.length() - dot - 1);
    }

    private static String padded(int number, int length) {
        return String.format(Locale.ROOT, "%0" + Math.max(1, length) + "d", number);
    }
}
