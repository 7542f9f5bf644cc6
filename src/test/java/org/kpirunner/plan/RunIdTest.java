package org.kpirunner.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RunIdTest {
    @Test
    void scheduledRunHasOneIdForever() {
        assertThat(RunId.scheduled("hourly", Instant.parse("2026-11-22T05:00:00Z")))
                .isEqualTo("r2smyd3hnvpw");
    }

    @Test
    void everySlotAndEveryEntryHasItsOwn() {
        Set<String> ids = new HashSet<>();
        for (int slot = 0; slot < 1000; slot++) {
            ids.add(RunId.scheduled("hourly", Instant.ofEpochSecond(3600L * slot)));
            ids.add(RunId.scheduled("daily", Instant.ofEpochSecond(3600L * slot)));
        }

        assertThat(ids).hasSize(2000).allMatch(id -> id.matches("[0-9a-z&&[^ilou]]{12}"));
    }

    @Test
    void randomIdsDiffer() {
        Random random = new Random(1);

        assertThat(RunId.random(random)).matches("[0-9a-z]{12}").isNotEqualTo(RunId.random(random));
    }
}
