package org.kpirunner.dialect;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.util.TimestampString;

/**
 * A query with stand-ins in place of its dates and times, each a day far ahead and the same for what is the same: two
 * runs of one KPI differ in nothing else, so the plan of the one serves the other.
 */
public final class Template {
    private static final LocalDate FIRST_STAND_IN = LocalDate.of(2917, 1, 1);
    private static final int MOST = 300;
    private static final Pattern STAND_IN = Pattern.compile("2917-");
    private static final Pattern FORM =
            Pattern.compile("'\\d{4}-\\d\\d-\\d\\d(?: \\d\\d:\\d\\d:\\d\\d(?:\\.\\d{1,9})?(?: UTC)?)?'");

    private final String sql;
    private final List<TimestampString> moments;

    private Template(String sql, List<TimestampString> moments) {
        this.sql = sql;
        this.moments = List.copyOf(moments);
    }

    /** Dates and times in other forms than the usual ones stay. */
    public static Template of(String sql) {
        if (STAND_IN.matcher(sql).find()) {
            return new Template(sql, List.of());
        }
        StringBuilder text = new StringBuilder(sql);
        List<TimestampString> moments = new ArrayList<>();
        try {
            List<Token> tokens = Tokens.of(sql);
            for (int i = 1; i < tokens.size() && moments.size() < MOST; i++) {
                Token literal = tokens.get(i);
                if (literal.kind() == Token.Kind.STRING
                        && (tokens.get(i - 1).is("TIMESTAMP")
                                || tokens.get(i - 1).is("DATE"))
                        && FORM.matcher(literal.text()).matches()) {
                    moment(literal.text()).ifPresent(moment -> {
                        if (!moments.contains(moment)) {
                            moments.add(moment);
                        }
                        text.replace(literal.start(), literal.end(), standIn(moments.indexOf(moment), literal.text()));
                    });
                }
            }
        } catch (SqlProblem e) {
            return new Template(sql, List.of());
        }
        return new Template(text.toString(), moments);
    }

    private static Optional<TimestampString> moment(String quoted) {
        return TypedLiteral.parse("TIMESTAMP", quoted.substring(1, quoted.length() - 1), SqlParserPos.ZERO)
                .map(literal -> literal.getValueAs(TimestampString.class));
    }

    /** As long as what it stands for, so that all places stay the same. */
    private static String standIn(int index, String quoted) {
        String rest = quoted.substring(FIRST_STAND_IN.toString().length() + 1).replaceAll("\\d", "0");
        return "'" + FIRST_STAND_IN.plusDays(index) + rest;
    }

    /** The stand-in for the moment of an index. */
    public static TimestampString standIn(int index) {
        return new TimestampString(FIRST_STAND_IN.plusDays(index) + " 00:00:00");
    }

    /** The index of a moment that a stand-in would stand for; of others it is negative or too large. */
    public static long index(TimestampString standIn) {
        LocalDate day = LocalDate.parse(
                standIn.toString().substring(0, FIRST_STAND_IN.toString().length()));
        return day.toEpochDay() - FIRST_STAND_IN.toEpochDay();
    }

    /** Its text, the same for all runs. */
    public String sql() {
        return sql;
    }

    /** Whether there is nothing that differs from run to run. */
    public boolean isComplete() {
        return moments.isEmpty();
    }

    /** Whether it has something of its own that looks like a stand-in. */
    public boolean isMistakable() {
        return isComplete() && STAND_IN.matcher(sql).find();
    }

    /** What the stand-ins stand for, by their index. */
    public List<TimestampString> moments() {
        return moments;
    }
}
