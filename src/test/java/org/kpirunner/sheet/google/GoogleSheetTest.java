package org.kpirunner.sheet.google;

import static org.assertj.core.api.Assertions.assertThat;
import static org.kpirunner.sheet.google.World.kpi;
import static org.kpirunner.sheet.google.World.row;

import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.kpirunner.sheet.Sheet;

/** Rows reach a Google sheet, each in one read and one write. */
class GoogleSheetTest {
    private final World world = new World();

    @AfterEach
    void close() {
        world.close();
    }

    @Test
    void tabThatIsMissingIsMadeWithHeaderLastValuesAndRow() {
        List<String> said = world.deliver("production", row(0, kpi("A", 1), kpi("B", 2)));

        assertThat(said).containsExactly("the tab \"production\" was not there and is created");
        assertThat(world.cells("production"))
                .containsExactly(
                        List.of("Date time", "A", "B"),
                        List.of("Last value", "1", "2"),
                        List.of("2026-11-01 10:00:00", "1", "2"));
        assertThat(world.tab("production")
                        .gridProperties()
                        .get("frozenRowCount")
                        .asInt())
                .isEqualTo(2);
    }

    @Test
    void rowTakesOneReadAndOneWrite() {
        world.deliver("Sheet1", row(0, kpi("A", 1)));
        world.server.forgetSeen();

        world.deliver("Sheet1", row(10, kpi("A", 2)));

        assertThat(world.server.seen())
                .extracting(seen -> seen.call().method() + " " + seen.status())
                .containsExactly("GET 200", "POST 200");
        assertThat(world.cells("Sheet1"))
                .containsExactly(
                        List.of("Date time", "A"),
                        List.of("Last value", "2"),
                        List.of("2026-11-01 10:00:00", "1"),
                        List.of("2026-11-01 10:10:00", "2"));
    }

    @Test
    void newKpiGetsTheNextColumnAndTheReportSaysSo() {
        world.deliver("Sheet1", row(0, kpi("A", 1)));

        List<String> said = world.deliver("Sheet1", row(10, kpi("A", 2), kpi("B", 3)));

        assertThat(said).containsExactly("column C, \"B\", was not there and is created");
        assertThat(world.cells("Sheet1").get(3)).containsExactly("2026-11-01 10:10:00", "2", "3");
    }

    @Test
    void tokenThatExpiresBeforeTheWriteIsRenewed() {
        int before = world.server.tokensGiven();
        try (Sheet.Prepared prepared = world.sheet("Sheet1").prepare(List.of(row(0, kpi("A", 1))))) {
            world.server.expireTokens();
            prepared.commit();
        }

        assertThat(world.server.tokensGiven()).isEqualTo(before + 2);
        assertThat(world.cells("Sheet1").get(2)).containsExactly("2026-11-01 10:00:00", "1");
    }

    @Test
    void runThatHasTwoTabsLandsInBoth() {
        for (int minute : List.of(0, 10)) {
            world.deliver("staging", row(minute, kpi("A", minute)));
            world.deliver("production", row(minute, kpi("A", minute)));
        }

        assertThat(List.of("staging", "production"))
                .allSatisfy(tab -> assertThat(world.cells(tab))
                        .containsExactly(
                                List.of("Date time", "A"),
                                List.of("Last value", "10"),
                                List.of("2026-11-01 10:00:00", "0"),
                                List.of("2026-11-01 10:10:00", "10")));
    }
}
