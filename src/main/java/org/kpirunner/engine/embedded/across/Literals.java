package org.kpirunner.engine.embedded.across;

import com.google.common.collect.ImmutableRangeSet;
import com.google.common.collect.Range;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.chrono.ChronoLocalDate;
import java.time.temporal.ChronoField;
import java.time.temporal.ValueRange;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexUnknownAs;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.util.DateString;
import org.apache.calcite.util.NlsString;
import org.apache.calcite.util.Sarg;
import org.apache.calcite.util.TimestampString;
import org.jspecify.annotations.Nullable;

/** Values of rows as literals of a plan. */
final class Literals {
    private static final ValueRange YEARS = ValueRange.of(1, 9999);

    private Literals() {}

    /** Types whose values are equal exactly where their literals are. */
    enum Kind {
        TEXT,
        WHOLE,
        UUID,
        DATE,
        FLAG,
        MOMENT,
        OTHER;

        static Kind of(RelDataType type) {
            return switch (type.getSqlTypeName()) {
                case CHAR, VARCHAR -> TEXT;
                case TINYINT, SMALLINT, INTEGER, BIGINT -> WHOLE;
                case UUID -> UUID;
                case DATE -> DATE;
                case BOOLEAN -> FLAG;
                case TIMESTAMP -> MOMENT;
                default -> OTHER;
            };
        }

        /** Whether its values can be looked up in an index. */
        boolean isKey() {
            return this == TEXT || this == WHOLE || this == UUID || this == DATE;
        }
    }

    /** Whether a value can be written as a literal: dates before the year 1 and after 9999 can't. */
    static boolean canWrite(@Nullable Object value) {
        return value instanceof ChronoLocalDate day
                ? YEARS.isValidValue(day.get(ChronoField.YEAR))
                : !(value instanceof LocalDateTime time) || canWrite(time.toLocalDate());
    }

    /** The value of a type that is not {@link Kind#OTHER} as a literal. */
    static RexNode of(@Nullable Object value, RelDataType type, RexBuilder builder) {
        if (value == null) {
            return builder.makeNullLiteral(type);
        }
        return switch (Kind.of(type)) {
            case TEXT -> text((String) value, type, builder);
            case WHOLE -> builder.makeExactLiteral(BigDecimal.valueOf((Long) value), type);
            case UUID -> builder.makeUuidLiteral(UUID.fromString((String) value));
            case DATE -> builder.makeDateLiteral(new DateString(((LocalDate) value).toString()));
            case FLAG -> builder.makeLiteral((Boolean) value);
            case MOMENT -> builder.makeTimestampLiteral(moment((LocalDateTime) value), type.getPrecision());
            case OTHER -> throw new IllegalArgumentException("no literals of type " + type);
        };
    }

    /** Texts, of which there is at least one, as what a value is searched for in. */
    static RexNode ofTexts(Collection<?> texts, RelDataType type, RexBuilder builder) {
        List<String> sorted =
                texts.stream().map(String.class::cast).sorted().distinct().toList();
        RexLiteral first = text(sorted.get(0), type, builder);
        NlsString like = Objects.requireNonNull(first.getValueAs(NlsString.class));
        ImmutableRangeSet.Builder<NlsString> points = ImmutableRangeSet.builder();
        for (String text : sorted) {
            points.add(Range.singleton(new NlsString(text, like.getCharsetName(), like.getCollation())));
        }
        return builder.makeSearchArgumentLiteral(Sarg.of(RexUnknownAs.UNKNOWN, points.build()), first.getType());
    }

    private static RexLiteral text(String value, RelDataType type, RexBuilder builder) {
        RelDataType varying = builder.getTypeFactory().createSqlType(SqlTypeName.VARCHAR);
        return (RexLiteral) builder.makeLiteral(value, type.getCharset() == null ? varying : type, false, false);
    }

    private static TimestampString moment(LocalDateTime value) {
        TimestampString seconds = new TimestampString(
                value.getYear(),
                value.getMonthValue(),
                value.getDayOfMonth(),
                value.getHour(),
                value.getMinute(),
                value.getSecond());
        return seconds.withNanos(value.getNano());
    }
}
