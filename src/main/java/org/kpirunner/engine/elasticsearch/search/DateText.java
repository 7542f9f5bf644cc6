package org.kpirunner.engine.elasticsearch.search;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.TemporalAccessor;
import java.time.temporal.TemporalQueries;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.kpirunner.engine.elasticsearch.mapping.Field;

/** Reads a date as it is written in a document, in one of the formats that the mapping names. */
public final class DateText {
    private static final Pattern ISO = Pattern.compile("(\\d{4}|[+-]\\d{4,9})(?:-(\\d\\d?)(?:-(\\d\\d?)"
            + "(?:[T ](?:(\\d\\d?)(?::?(\\d\\d)(?::?(\\d\\d)(?:[.,](\\d{1,9}))?)?)?)?"
            + "(Z|[+-]\\d\\d(?::?\\d\\d)?)?)?)?)?");
    private static final Pattern NUMBER = Pattern.compile("-?\\d+");
    private static final int MILLISECOND = 1_000_000;
    private static final int NANO_DIGITS = 9;

    private DateText() {}

    /** In UTC; empty if the text is in none of the formats, or is another date in those of another index. */
    static Optional<LocalDateTime> parse(String text, String formats) {
        List<LocalDateTime> dates = Arrays.stream(formats.split(Field.OR_FORMATS, -1))
                .flatMap(ofIndex -> parseInIndex(text, ofIndex).stream())
                .distinct()
                .toList();
        return dates.size() == 1 ? Optional.of(dates.get(0)) : Optional.empty();
    }

    private static Optional<LocalDateTime> parseInIndex(String text, String formats) {
        for (String format : formats.split("\\|\\|", -1)) {
            try {
                Optional<LocalDateTime> date = parseAs(text, format.strip());
                if (date.isPresent()) {
                    return date;
                }
            } catch (DateTimeException | IllegalArgumentException e) {
                // perhaps in the next one
            }
        }
        return Optional.empty();
    }

    public static LocalDateTime ofMillis(long millis) {
        return LocalDateTime.ofEpochSecond(
                Math.floorDiv(millis, 1000L), (int) Math.floorMod(millis, 1000L) * MILLISECOND, ZoneOffset.UTC);
    }

    private static Optional<LocalDateTime> parseAs(String text, String format) {
        if (format.equals("epoch_millis")) {
            return NUMBER.matcher(text).matches() ? Optional.of(ofMillis(Long.parseLong(text))) : Optional.empty();
        }
        if (format.equals("epoch_second")) {
            return NUMBER.matcher(text).matches()
                    ? Optional.of(LocalDateTime.ofEpochSecond(Long.parseLong(text), 0, ZoneOffset.UTC))
                    : Optional.empty();
        }
        // The built-in formats have an underscore or one of these names; almost all are parts of ISO 8601.
        boolean builtIn = format.contains("_") || format.equals("date") || format.equals("iso8601");
        if (builtIn && !format.startsWith("basic_")) {
            return iso(text);
        }
        String pattern = switch (format) {
            case "basic_date" -> "yyyyMMdd";
            case "basic_date_time" -> "yyyyMMdd'T'HHmmss.SSSXX";
            case "basic_date_time_no_millis" -> "yyyyMMdd'T'HHmmssXX";
            default -> format;
        };
        return Optional.of(
                ofParsed(DateTimeFormatter.ofPattern(pattern, Locale.ROOT).parse(text)));
    }

    private static Optional<LocalDateTime> iso(String text) {
        Matcher part = ISO.matcher(text);
        if (!part.matches()) {
            return Optional.empty();
        }
        String fraction = part.group(7) == null ? "" : part.group(7);
        LocalDateTime local = LocalDateTime.of(
                Integer.parseInt(part.group(1)),
                number(part.group(2), 1),
                number(part.group(3), 1),
                number(part.group(4), 0),
                number(part.group(5), 0),
                number(part.group(6), 0),
                Integer.parseInt((fraction + "000000000").substring(0, NANO_DIGITS)));
        return Optional.of(part.group(8) == null ? local : utc(local.atZone(ZoneId.of(part.group(8)))));
    }

    private static int number(@Nullable String digits, int missing) {
        return digits == null ? missing : Integer.parseInt(digits);
    }

    private static LocalDateTime ofParsed(TemporalAccessor parsed) {
        LocalDate date = parsed.query(TemporalQueries.localDate());
        ZoneId zone = parsed.query(TemporalQueries.zone());
        if (date == null) {
            return LocalDateTime.ofInstant(Instant.from(parsed), ZoneOffset.UTC);
        }
        LocalDateTime local = parsed.query(TemporalQueries.localTime()) == null
                ? date.atStartOfDay()
                : date.atTime(parsed.query(TemporalQueries.localTime()));
        return zone == null ? local : utc(local.atZone(zone));
    }

    private static LocalDateTime utc(ZonedDateTime zoned) {
        return zoned.withZoneSameInstant(ZoneOffset.UTC).toLocalDateTime();
    }
}
