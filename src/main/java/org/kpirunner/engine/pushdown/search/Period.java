package org.kpirunner.engine.pushdown.search;

import java.time.DayOfWeek;
import java.time.LocalDateTime;
import java.time.temporal.ChronoField;
import java.time.temporal.ChronoUnit;
import java.time.temporal.IsoFields;
import java.time.temporal.TemporalAdjusters;
import java.time.temporal.TemporalField;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.apache.calcite.avatica.util.TimeUnitRange;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlKind;

/** The periods of the calendar, in UTC, that dates are cut down to; a week begins on Monday. */
enum Period {
    YEAR,
    QUARTER,
    MONTH,
    WEEK,
    DAY,
    HOUR,
    MINUTE,
    SECOND;

    /** What {@code date_trunc} or {@code FLOOR … TO} cuts down to, if an expression is one of these. */
    static Optional<Period> of(RexNode node) {
        if (!(node instanceof RexCall call) || call.getOperands().size() != 2) {
            return Optional.empty();
        }
        RexNode first = call.getOperands().get(0);
        RexNode second = call.getOperands().get(1);
        if (call.getKind() == SqlKind.FLOOR && second instanceof RexLiteral unit) {
            return named(String.valueOf(unit.getValueAs(TimeUnitRange.class)));
        }
        if (call.getOperator().getName().equalsIgnoreCase("date_trunc") && first instanceof RexLiteral unit) {
            return Optional.ofNullable(unit.getValueAs(String.class)).flatMap(Period::named);
        }
        return Optional.empty();
    }

    /** A number that the beginning of a period tells as well as any time in it. */
    record Part(Period period, TemporalField field, RexNode of) {}

    /** What {@code EXTRACT} takes out of a time, if an expression is one of these and takes out a date or an hour. */
    static Optional<Part> part(RexNode node) {
        if (!(node instanceof RexCall call) || call.getKind() != SqlKind.EXTRACT) {
            return Optional.empty();
        }
        RexNode of = call.getOperands().get(1);
        TimeUnitRange unit = ((RexLiteral) call.getOperands().get(0)).getValueAs(TimeUnitRange.class);
        return Optional.ofNullable(unit).flatMap(name -> switch (name) {
            case YEAR -> Optional.of(new Part(YEAR, ChronoField.YEAR, of));
            case QUARTER -> Optional.of(new Part(QUARTER, IsoFields.QUARTER_OF_YEAR, of));
            case MONTH -> Optional.of(new Part(MONTH, ChronoField.MONTH_OF_YEAR, of));
            case WEEK -> Optional.of(new Part(WEEK, IsoFields.WEEK_OF_WEEK_BASED_YEAR, of));
            case ISOYEAR -> Optional.of(new Part(WEEK, IsoFields.WEEK_BASED_YEAR, of));
            case DAY -> Optional.of(new Part(DAY, ChronoField.DAY_OF_MONTH, of));
            case DOW, ISODOW -> Optional.of(new Part(DAY, ChronoField.DAY_OF_WEEK, of));
            case DOY -> Optional.of(new Part(DAY, ChronoField.DAY_OF_YEAR, of));
            case HOUR -> Optional.of(new Part(HOUR, ChronoField.HOUR_OF_DAY, of));
            default -> Optional.empty();
        });
    }

    /** What such an expression cuts down. */
    static RexNode operand(RexCall call) {
        return call.getOperands().get(call.getKind() == SqlKind.FLOOR ? 0 : 1);
    }

    private static Optional<Period> named(String name) {
        return Arrays.stream(values())
                .filter(period -> period.name().equals(name.toUpperCase(Locale.ROOT)))
                .findFirst();
    }

    /** The beginning of the period that a time lies in. */
    LocalDateTime floor(LocalDateTime time) {
        LocalDateTime day = time.truncatedTo(ChronoUnit.DAYS);
        return switch (this) {
            case YEAR -> day.with(TemporalAdjusters.firstDayOfYear());
            case QUARTER -> day.with(IsoFields.DAY_OF_QUARTER, 1);
            case MONTH -> day.with(TemporalAdjusters.firstDayOfMonth());
            case WEEK -> day.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
            case DAY -> day;
            case HOUR -> time.truncatedTo(ChronoUnit.HOURS);
            case MINUTE -> time.truncatedTo(ChronoUnit.MINUTES);
            case SECOND -> time.truncatedTo(ChronoUnit.SECONDS);
        };
    }

    /** The beginning of the period after the one that a time lies in. */
    LocalDateTime next(LocalDateTime time) {
        LocalDateTime begin = floor(time);
        return switch (this) {
            case YEAR -> begin.plusYears(1);
            case QUARTER -> begin.plusMonths(3);
            case MONTH -> begin.plusMonths(1);
            case WEEK -> begin.plusWeeks(1);
            case DAY -> begin.plusDays(1);
            case HOUR -> begin.plusHours(1);
            case MINUTE -> begin.plusMinutes(1);
            case SECOND -> begin.plusSeconds(1);
        };
    }

    /** The name of its interval in a histogram. */
    String interval() {
        return name().toLowerCase(Locale.ROOT);
    }
}
