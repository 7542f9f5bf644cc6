package org.kpirunner.engine.embedded.value;

import static java.time.temporal.ChronoField.DAY_OF_MONTH;
import static java.time.temporal.ChronoField.DAY_OF_WEEK;
import static java.time.temporal.ChronoField.DAY_OF_YEAR;
import static java.time.temporal.ChronoField.HOUR_OF_DAY;
import static java.time.temporal.ChronoField.MILLI_OF_SECOND;
import static java.time.temporal.ChronoField.MINUTE_OF_HOUR;
import static java.time.temporal.ChronoField.MONTH_OF_YEAR;
import static java.time.temporal.ChronoField.SECOND_OF_MINUTE;
import static java.time.temporal.IsoFields.QUARTER_OF_YEAR;
import static java.time.temporal.IsoFields.WEEK_BASED_YEAR;
import static java.time.temporal.IsoFields.WEEK_OF_WEEK_BASED_YEAR;

import java.time.Duration;
import java.time.Instant;
import java.time.Period;
import java.time.ZoneOffset;
import java.time.temporal.ChronoField;
import java.time.temporal.TemporalAccessor;
import java.time.temporal.TemporalField;
import java.time.temporal.UnsupportedTemporalTypeException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.kpirunner.problem.KpiException;
import org.kpirunner.problem.Reason;

/** The parts of a date, a time or an interval that EXTRACT gives, under the names that Calcite has for them. */
public enum Field {
    YEAR(ChronoField.YEAR, "YEAR"),
    QUARTER(QUARTER_OF_YEAR, "QUARTER"),
    MONTH(MONTH_OF_YEAR, "MONTH"),
    WEEK(WEEK_OF_WEEK_BASED_YEAR, "WEEK", "WEEK_OF_YEAR"),
    YEAR_OF_WEEK(WEEK_BASED_YEAR, "ISOYEAR", "YEAR_OF_WEEK", "YOW"),
    DAY(DAY_OF_MONTH, "DAY", "DAY_OF_MONTH"),
    WEEKDAY(DAY_OF_WEEK, "DOW", "DAY_OF_WEEK", "ISODOW"),
    YEARDAY(DAY_OF_YEAR, "DOY", "DAY_OF_YEAR"),
    HOUR(HOUR_OF_DAY, "HOUR"),
    MINUTE(MINUTE_OF_HOUR, "MINUTE"),
    SECOND(SECOND_OF_MINUTE, "SECOND"),
    MILLISECOND(MILLI_OF_SECOND, "MILLISECOND");

    private static final int MONTHS_OF_A_YEAR = 12;

    private final TemporalField field;

    @SuppressWarnings("ImmutableEnumChecker") // made by List.of
    private final List<String> names;

    Field(TemporalField field, String... names) {
        this.field = field;
        this.names = List.of(names);
    }

    public static Field of(String name) {
        Field field = find(name);
        if (field == null) {
            throw new KpiException(
                    Reason.NOT_SUPPORTED,
                    "extract of " + name.toLowerCase(Locale.ROOT) + " is not supported; "
                            + (name.equals("EPOCH") ? "to_unixtime gives seconds since 1970" : "parts are " + known()));
        }
        return field;
    }

    public static @Nullable Field find(String name) {
        for (Field field : values()) {
            if (field.names.contains(name.toUpperCase(Locale.ROOT))) {
                return field;
            }
        }
        return null;
    }

    /** The name under which EXTRACT has it in the syntax tree. */
    public String nameInTree() {
        return names.get(0);
    }

    /** The names of the functions that give it. */
    public List<String> names() {
        return names;
    }

    private static String known() {
        return Arrays.stream(values())
                .map(field -> field.names.get(0).toLowerCase(Locale.ROOT))
                .collect(Collectors.joining(", "));
    }

    public Long of(Object value) {
        if (value instanceof Duration duration) {
            return ofMillis(duration.toMillis());
        }
        if (value instanceof Period period) {
            return ofMonths(period.toTotalMonths());
        }
        TemporalAccessor temporal =
                value instanceof Instant instant ? instant.atZone(ZoneOffset.UTC) : (TemporalAccessor) value;
        try {
            return temporal.getLong(field);
        } catch (UnsupportedTemporalTypeException e) {
            throw without();
        }
    }

    private Long ofMillis(long millis) {
        return switch (this) {
            case DAY -> TimeUnit.MILLISECONDS.toDays(millis);
            case HOUR -> TimeUnit.MILLISECONDS.toHours(millis) % TimeUnit.DAYS.toHours(1);
            case MINUTE -> TimeUnit.MILLISECONDS.toMinutes(millis) % TimeUnit.HOURS.toMinutes(1);
            case SECOND -> TimeUnit.MILLISECONDS.toSeconds(millis) % TimeUnit.MINUTES.toSeconds(1);
            case MILLISECOND -> millis % TimeUnit.SECONDS.toMillis(1);
            case YEAR, QUARTER, MONTH, WEEK, YEAR_OF_WEEK, WEEKDAY, YEARDAY -> throw without();
        };
    }

    private Long ofMonths(long months) {
        return switch (this) {
            case YEAR -> months / MONTHS_OF_A_YEAR;
            case MONTH -> months % MONTHS_OF_A_YEAR;
            case DAY, HOUR, MINUTE, SECOND, MILLISECOND, QUARTER, WEEK, YEAR_OF_WEEK, WEEKDAY, YEARDAY ->
                throw without();
        };
    }

    private KpiException without() {
        return Texts.invalid("a value without " + names.get(0).toLowerCase(Locale.ROOT) + " is asked for it");
    }
}
