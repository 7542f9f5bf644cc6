package org.kpirunner.spec;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The shipped kpis.yaml is the reference of its format. */
class ShippedKpisTest {
    private static final Path FILE = Path.of("kpis.yaml");

    @Test
    void itHasNothingToWarnOf() {
        KpiFile file = KpiReader.load(FILE);

        assertThat(file.warnings()).isEmpty();
        assertThat(file.kpis()).hasSizeGreaterThanOrEqualTo(24);
    }

    @Test
    void itShowsEveryKey() throws IOException {
        String text = Files.readString(FILE);

        assertThat(KpiForm.KEYS)
                .allSatisfy(key -> assertThat(text).containsPattern("(?m)^    " + key + ": |^  - " + key + ": "));
        assertThat(Defaults.KEYS).allSatisfy(key -> assertThat(text).containsPattern("(?m)^  " + key + ": "));
    }

    @Test
    void itHasScalarsAndRows() {
        assertThat(KpiReader.load(FILE).kpis())
                .extracting(Kpi::extractCount)
                .contains(true)
                .filteredOn(extractCount -> !extractCount)
                .hasSizeGreaterThanOrEqualTo(2);
    }
}
