package org.kpirunner.spec;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.kpirunner.fixture.Readme;

class KpiReadmeTest {
    private static final List<List<String>> KEYS = Readme.table("## kpis.yaml");

    @Test
    void readmeListsTheKeysOfAKpi() {
        assertThat(KEYS.stream().flatMap(row -> Readme.code(row.get(0)).stream()))
                .containsExactlyInAnyOrderElementsOf(KpiForm.KEYS);
    }

    @Test
    void readmeMarksWhatDefaultsMayHold() {
        assertThat(KEYS.stream()
                        .filter(row -> row.get(2).startsWith("`defaults`"))
                        .flatMap(row -> Readme.code(row.get(0)).stream()))
                .containsExactlyInAnyOrderElementsOf(Defaults.KEYS);
    }
}
