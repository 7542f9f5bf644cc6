package org.kpirunner.problem;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class NearestTest {
    private static final List<String> KNOWN = List.of("name", "sql", "extract_count", "timeout", "tags");

    @Test
    void slipOfTheKeyboardIsRecognised() {
        assertThat(Nearest.to("extractCount", KNOWN)).contains("extract_count");
        assertThat(Nearest.to("timeuot", KNOWN)).contains("timeout");
        assertThat(Nearest.to("SQL", KNOWN)).contains("sql");
        assertThat(Nearest.to("tag", KNOWN)).contains("tags");
    }

    @Test
    void anotherWordIsNotGuessedAt() {
        assertThat(Nearest.to("appendTo", KNOWN)).isEmpty();
        assertThat(Nearest.to("x", KNOWN)).isEmpty();
        assertThat(Nearest.hint("appendTo", KNOWN)).isEmpty();
    }

    @Test
    void ofTwoTheNearerOneIsMeant() {
        assertThat(Nearest.hint("days_aog", List.of("hours_ago", "days_ago")))
                .isEqualTo("; did you mean \"days_ago\"?");
    }
}
