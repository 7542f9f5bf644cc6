package org.kpirunner.problem;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class DurationsTest {
    @Test
    void partsAreDaysHoursMinutesAndSecondsInThisOrder() {
        assertThat(Durations.parse("1d2h3m4s"))
                .contains(Duration.ofDays(1).plusHours(2).plusMinutes(3).plusSeconds(4));
        assertThat(Durations.parse("90m")).contains(Duration.ofMinutes(90));
        for (String text : new String[] {"", "1", "1s1m", "-1s", "1.5h", "1 h", "1H", "١s"}) {
            assertThat(Durations.parse(text)).as(text).isEmpty();
        }
    }

    @Test
    void messagesShowNoMoreThanThereIs() {
        assertThat(Durations.print(Duration.ofMinutes(90))).isEqualTo("1h30m");
        assertThat(Durations.print(Duration.ofDays(1))).isEqualTo("24h");
        assertThat(Durations.print(Duration.ofMillis(1500))).isEqualTo("1500ms");
        assertThat(Durations.print(Duration.ZERO)).isEqualTo("0s");
    }
}
