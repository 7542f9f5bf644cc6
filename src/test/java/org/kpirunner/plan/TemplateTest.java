package org.kpirunner.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.kpirunner.plan.Template.Problem;

class TemplateTest {
    private static final Instants INSTANTS = new Instants(Instant.parse("2026-11-22T05:19:06Z"), ZoneOffset.UTC);

    @Test
    void expressionsBecomeTypedLiterals() {
        assertThat(bound("SELECT * FROM t WHERE d >= ${last_month} AND d < ${this_month}"))
                .isEqualTo(
                        "SELECT * FROM t WHERE d >= TIMESTAMP '2026-10-01 00:00:00' AND d < TIMESTAMP '2026-11-01 00:00:00'");
    }

    @Test
    void textWithoutExpressionsIsLeftAsItIs() {
        String sql = "SELECT '$', \"a$b\", '{}', $ { } -- ${this_month}\n/* ${nonsense} ' */ FROM t -- '";
        assertThat(bound(sql)).isEqualTo(sql);
    }

    @Test
    void quotesInCommentsAndDashesInQuotesDoNotMislead() {
        assertThat(bound("SELECT '--', 'it''s', \"--\" -- don't\n, ${this_day}"))
                .isEqualTo("SELECT '--', 'it''s', \"--\" -- don't\n, TIMESTAMP '2026-11-22 00:00:00'");
    }

    @Test
    void quotedExpressionIsAMistake() {
        assertThat(problems("SELECT 1\nWHERE d > '${this_month}' AND \"${now}\" = 1"))
                .containsExactly(
                        problem(
                                2,
                                12,
                                "${this_month} stands in quotes; leave the quotes out, as it is a whole literal,"
                                        + " or write $${this_month} where the text itself is meant"),
                        problem(
                                2,
                                32,
                                "${now} stands in quotes; leave the quotes out, as it is a whole literal,"
                                        + " or write $${now} where the text itself is meant"));
    }

    @Test
    void doubledDollarMeansItself() {
        assertThat(bound("SELECT '$${x}', ${this_day}")).isEqualTo("SELECT '${x}', TIMESTAMP '2026-11-22 00:00:00'");
    }

    @Test
    void everyProblemIsToldWithItsPlace() {
        assertThat(problems("${this_dya}, ${this_day\n, ${}"))
                .containsExactly(
                        problem(1, 1, "${this_dya} is unknown; did you mean \"this_day\"?"),
                        problem(1, 14, "\"${\" has no \"}\" on its line"),
                        problem(
                                2,
                                3,
                                "${} is not understood; allowed are now, now_minus(1 month), this_PERIOD, last_PERIOD and"
                                        + " PERIODs_ago(n), where PERIOD is minute, hour, day, week or month"));
    }

    @Test
    void columnsLeadBackToTheTextAsWritten() {
        String written = "alpha ${now} beta '$${' gamma\ndelta ${this_day} epsilon";
        BoundSql bound = Template.bind(written, INSTANTS, problem -> {});

        for (String word : List.of("alpha", "beta", "gamma", "delta", "epsilon")) {
            Position inBound = Position.of(bound.text(), bound.text().indexOf(word));
            assertThat(bound.origin(written, inBound)).as(word).isEqualTo(Position.of(written, written.indexOf(word)));
        }
        assertThat(bound.origin(written, new Position(1, 15)))
                .as("within a literal")
                .isEqualTo(new Position(1, 7));
        assertThat(bound.origin(written, new Position(9, 9)))
                .as("beyond the end")
                .isEqualTo(new Position(2, 26));
    }

    private static String bound(String sql) {
        List<Problem> problems = new ArrayList<>();
        BoundSql bound = Template.bind(sql, INSTANTS, problems::add);
        assertThat(problems).isEmpty();
        return bound.text();
    }

    private static List<Problem> problems(String sql) {
        List<Problem> problems = new ArrayList<>();
        Template.bind(sql, INSTANTS, problems::add);
        return problems;
    }

    private static Problem problem(int line, int column, String message) {
        return new Problem(new Position(line, column), message);
    }
}
