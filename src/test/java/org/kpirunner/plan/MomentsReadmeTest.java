package org.kpirunner.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.kpirunner.fixture.Readme;

class MomentsReadmeTest {
    private static final Instants SUNDAY = new Instants(Instant.parse("2026-11-22T05:19:06Z"), ZoneOffset.UTC);

    @Test
    void everyMomentOfTheReadmeIsUnderstood() {
        assertThat(moments("`${"))
                .hasSizeGreaterThan(15)
                .allSatisfy(moment -> assertThat(literal(moment)).as(moment).startsWith("TIMESTAMP '20"));
    }

    @Test
    void momentsAreWhatTheReadmeSays() {
        assertThat(moments("`${now}`").map(MomentsReadmeTest::literal))
                .containsExactly("TIMESTAMP '2026-11-22 05:19:06'");
        assertThat(moments("`${now_minus").map(MomentsReadmeTest::literal))
                .containsExactly("TIMESTAMP '2026-10-22 05:19:06'");
        assertThat(moments("`${this").map(MomentsReadmeTest::literal))
                .containsExactly(
                        "TIMESTAMP '2026-11-22 05:19:00'",
                        "TIMESTAMP '2026-11-22 05:00:00'",
                        "TIMESTAMP '2026-11-22 00:00:00'",
                        "TIMESTAMP '2026-11-16 00:00:00'",
                        "TIMESTAMP '2026-11-01 00:00:00'");
        assertThat(moments("`${last").map(MomentsReadmeTest::literal))
                .containsExactly(
                        "TIMESTAMP '2026-11-22 05:18:00'",
                        "TIMESTAMP '2026-11-22 04:00:00'",
                        "TIMESTAMP '2026-11-21 00:00:00'",
                        "TIMESTAMP '2026-11-09 00:00:00'",
                        "TIMESTAMP '2026-10-01 00:00:00'");
    }

    /** The expressions in the rows that begin so. */
    private static Stream<String> moments(String begin) {
        List<List<String>> rows = Readme.table("### Moments");
        return rows.stream()
                .map(row -> row.get(0))
                .filter(cell -> cell.startsWith(begin))
                .flatMap(cell -> Readme.code(cell).stream());
    }

    private static String literal(String moment) {
        String expression = moment.substring("${".length(), moment.length() - 1).replace("(n)", "(1)");
        return SUNDAY.render(expression).literal().orElse(moment + " is not understood");
    }
}
