package org.kpirunner.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class RunIdTest {
    @Test
    void oneDigestHasOneIdForever() {
        assertThat(RunId.of(new byte[] {1, 2, 3, 4, 5, 6, 7, 8, 9}))
                .isEqualTo(RunId.of(new byte[] {1, 2, 3, 4, 5, 6, 7, 8}));
        assertThat(RunId.of(new byte[] {1, 2, 3, 4, 5, 6, 7, 8})).isEqualTo("8r1cg2g03g02");
    }

    @Test
    void randomIdsDiffer() {
        Random random = new Random(1);

        assertThat(RunId.random(random)).matches("[0-9a-z&&[^ilou]]{12}").isNotEqualTo(RunId.random(random));
    }
}
