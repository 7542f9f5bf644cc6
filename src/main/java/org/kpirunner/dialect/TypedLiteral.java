package org.kpirunner.dialect;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlUnknownLiteral;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.util.DateString;
import org.apache.calcite.util.TimeString;
import org.apache.calcite.util.TimestampString;
import org.kpirunner.problem.Reason;

/** The literals {@code DATE '…'}, {@code TIME '…'}, {@code UUID '…'}, and {@code TIMESTAMP '…'} with or without a zone. */
public final class TypedLiteral {
    private static final Set<String> KINDS = Set.of("DATE", "TIME", "TIMESTAMP", "UUID");
    private static final String DATE = "(\\d{4}-\\d{1,2}-\\d{1,2})";
    private static final String TIME = "(\\d{1,2}:\\d{1,2}(?::\\d{1,2}(?:\\.(\\d{1,9}))?)?)";
    private static final Pattern UUID_FORM =
            Pattern.compile("\\p{XDigit}{8}-\\p{XDigit}{4}-\\p{XDigit}{4}-\\p{XDigit}{4}-\\p{XDigit}{12}");
    private static final Pattern DATE_FORM = Pattern.compile(DATE);
    private static final Pattern TIME_FORM = Pattern.compile(TIME);
    private static final Pattern TIMESTAMP_FORM =
            Pattern.compile(DATE + "(?:[ T]" + TIME + ")?(?:\\s*([A-Za-z][\\w/+-]*|[+-]\\d{1,2}:\\d{2}))?");

    private static final DateTimeFormatter DATES = DateTimeFormatter.ofPattern("uuuu-M-d", Locale.ROOT)
            .withResolverStyle(java.time.format.ResolverStyle.STRICT);
    private static final DateTimeFormatter TIMES = DateTimeFormatter.ofPattern(
            "H:m[:s[.SSSSSSSSS][.SSSSSSSS][.SSSSSSS][.SSSSSS][.SSSSS][.SSSS][.SSS][.SS][.S]]", Locale.ROOT);

    private TypedLiteral() {}

    /** The literal of a kind, as {@code DATE}, that a text stands for; empty if it stands for none. */
    public static Optional<SqlLiteral> parse(String kind, String text, SqlParserPos at) {
        try {
            return switch (kind.toUpperCase(Locale.ROOT)) {
                case "DATE" -> Optional.of(SqlLiteral.createDate(date(group(DATE_FORM, text, 1)), at));
                case "TIME" -> Optional.of(time(text, at));
                case "TIMESTAMP" -> Optional.of(timestamp(text, at));
                case "UUID" -> Optional.of(uuid(text, at));
                default -> Optional.empty();
            };
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    /** The literal with its type, for one that the parser left open. */
    static SqlNode of(SqlUnknownLiteral literal, Query query) {
        SqlParserPos at = literal.getParserPosition();
        String kind = literal.tag.toUpperCase(Locale.ROOT);
        if (!KINDS.contains(kind)) {
            throw query.problem(Reason.NOT_SUPPORTED, at, "literals of type " + kind + " are not supported");
        }
        return parse(kind, literal.getValue(), at)
                .orElseThrow(() -> query.problem(
                        Reason.INVALID_VALUE,
                        at,
                        "'" + literal.getValue() + "' is no " + kind.toLowerCase(Locale.ROOT)
                                + (isSkipped(kind, literal.getValue()) ? ", as the clocks there skip it" : "")
                                + "; write " + example(kind)));
    }

    /** The zone of a timestamp's text, if it names one other than UTC. */
    static Optional<String> zone(String text) {
        Matcher form = TIMESTAMP_FORM.matcher(text.strip());
        return form.matches()
                ? Optional.ofNullable(form.group(4))
                        .filter(zone -> !ZoneId.of(zone).normalized().equals(ZoneOffset.UTC))
                : Optional.empty();
    }

    /** Whether it would be a timestamp in another zone: it falls into the hour in which summer time begins. */
    private static boolean isSkipped(String kind, String text) {
        Matcher form = TIMESTAMP_FORM.matcher(text);
        return kind.equals("TIMESTAMP")
                && form.matches()
                && form.group(4) != null
                && ZoneId.getAvailableZoneIds().contains(form.group(4))
                && parse(kind, text.substring(0, form.start(4)) + "UTC", SqlParserPos.ZERO)
                        .isPresent();
    }

    private static String example(String kind) {
        return switch (kind) {
            case "DATE" -> "DATE '2026-01-31'";
            case "TIME" -> "TIME '23:59:59'";
            case "UUID" -> "UUID '12345678-1234-1234-1234-123456789abc'";
            default -> "TIMESTAMP '2026-01-31 23:59:59'";
        };
    }

    private static DateString date(String text) {
        return new DateString(LocalDate.parse(text, DATES).toString());
    }

    private static SqlLiteral time(String text, SqlParserPos at) {
        LocalTime time = LocalTime.parse(group(TIME_FORM, text, 1), TIMES);
        TimeString value = new TimeString(time.getHour(), time.getMinute(), time.getSecond()).withNanos(time.getNano());
        return SqlLiteral.createTime(value, digits(TIME_FORM, text, 2), at);
    }

    private static SqlLiteral uuid(String text, SqlParserPos at) {
        return SqlLiteral.createUuid(UUID.fromString(group(UUID_FORM, text, 0)), at);
    }

    private static SqlLiteral timestamp(String text, SqlParserPos at) {
        LocalDate date = LocalDate.parse(group(TIMESTAMP_FORM, text, 1), DATES);
        String time = group(TIMESTAMP_FORM, text, 2);
        LocalDateTime moment = date.atTime(time.isEmpty() ? LocalTime.MIDNIGHT : LocalTime.parse(time, TIMES));
        String zone = group(TIMESTAMP_FORM, text, 4);
        int digits = digits(TIMESTAMP_FORM, text, 3);
        if (zone.isEmpty()) {
            return SqlLiteral.createTimestamp(SqlTypeName.TIMESTAMP, value(moment), digits, at);
        }
        if (ZoneId.of(zone).getRules().getValidOffsets(moment).isEmpty()) {
            throw new DateTimeException("the clock never shows " + text);
        }
        LocalDateTime utc = moment.atZone(ZoneId.of(zone))
                .withZoneSameInstant(ZoneOffset.UTC)
                .toLocalDateTime();
        return SqlLiteral.createTimestamp(SqlTypeName.TIMESTAMP_WITH_LOCAL_TIME_ZONE, value(utc), digits, at);
    }

    private static TimestampString value(LocalDateTime moment) {
        return new TimestampString(
                        moment.getYear(),
                        moment.getMonthValue(),
                        moment.getDayOfMonth(),
                        moment.getHour(),
                        moment.getMinute(),
                        moment.getSecond())
                .withNanos(moment.getNano());
    }

    private static int digits(Pattern form, String text, int group) {
        return group(form, text, group).length();
    }

    /** A part of a text of the given form; empty if the text leaves it out. */
    private static String group(Pattern form, String text, int group) {
        Matcher matcher = form.matcher(text.strip());
        if (!matcher.matches()) {
            throw new DateTimeException(text);
        }
        String found = matcher.group(group);
        return found == null ? "" : found;
    }
}
