package org.kpirunner.engine.trino;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class AtWorkTest {
    @Test
    void onlyWhatThereIsIsSaid() {
        assertThat(AtWork.words(0, 0, 0, 0, 0)).isEmpty();
        assertThat(AtWork.words(0, 2, 0, 0, 0)).isEqualTo("trino: 2 waiting");
        assertThat(AtWork.words(3, 0, 0, 0, 17)).isEqualTo("trino: 3 at work, 0 of 17 splits");
        assertThat(AtWork.words(3, 1, 1234567, 5, 17))
                .isEqualTo("trino: 3 at work, 1 waiting, 1,234,567 rows read, 5 of 17 splits");
    }
}
