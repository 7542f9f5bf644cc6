package org.kpirunner.sheet.google;

import static org.assertj.core.api.Assertions.assertThat;
import static org.kpirunner.sheet.google.World.kpi;
import static org.kpirunner.sheet.google.World.row;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.kpirunner.sheet.Sheet;
import org.kpirunner.sheet.google.server.book.Cell;
import org.kpirunner.sheet.google.server.book.Content;
import org.kpirunner.table.Value;

/** Values and names arrive as themselves. */
class ValuesTest {
    private final World world = new World();
    private int minute;

    @AfterEach
    void close() {
        world.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "=IMPORTXML(\"https://example.org\", \"//a\")",
                "+1",
                "-1",
                "@x",
                "'x",
                "007",
                "TRUE",
                "2026-11-01",
                "1,5",
                "$100.15",
                " leading and trailing ",
                "two\nlines\tand a tab",
                "🌵 \uD83D\uDC68\u200D\uD83D\uDC69\u200D\uD83D\uDC67",
                "שלום, مرحبا",
                "<b>&amp;</b>",
                "\"quoted\" and it's"
            })
    void textStaysText(String text) {
        assertThat(written(new Value.Text(text)).content()).isEqualTo(new Content.Text(text));
    }

    @Test
    void numbersAreTheNearestDoubleUnlessTheirWholePartIsTooLarge() {
        assertThat(written(Value.of(9_007_199_254_740_992L)).content())
                .isEqualTo(new Content.Numeric(9_007_199_254_740_992d));
        assertThat(written(Value.of(9_007_199_254_740_993L)).content()).isEqualTo(new Content.Text("9007199254740993"));
        assertThat(written(new Value.Exact(new BigDecimal("0.1"))).content()).isEqualTo(new Content.Numeric(0.1));
        assertThat(written(new Value.Real(1e-7)).content()).isEqualTo(new Content.Numeric(1e-7));
    }

    @Test
    void booleansAreBooleans() {
        assertThat(written(new Value.Flag(true)).content()).isEqualTo(new Content.Flag(true));
    }

    @Test
    void datesAndTimesAreShownAsSuch() {
        assertThat(shown(new Value.Moment(LocalDateTime.of(1969, 7, 20, 20, 17, 40))))
                .isEqualTo("1969-07-20 20:17:40");
        assertThat(shown(new Value.Day(LocalDate.of(2026, 2, 28)))).isEqualTo("2026-02-28 00:00:00");
    }

    @Test
    void formatOfTheColumnIsNotKeptWhereItWouldHideTheValue() {
        assertThat(shown(new Value.Day(LocalDate.of(2026, 2, 28)))).isEqualTo("2026-02-28");
        assertThat(shown(new Value.TimeOfDay(LocalTime.of(23, 59, 58)))).isEqualTo("23:59:58");
    }

    @Test
    void fiftyThousandCharactersFitAndOneMoreIsNotCut() {
        String fits = "x".repeat(50_000);
        assertThat(written(new Value.Text(fits)).content()).isEqualTo(new Content.Text(fits));

        Sheet sheet = world.sheet("Sheet1");
        try (Sheet.Prepared prepared = sheet.prepare(List.of(row(20, kpi("A", new Value.Text(fits + "x")))))) {
            prepared.commit();
            assertThat(prepared.alignment().unwritten())
                    .extracting(unwritten -> unwritten.name() + ": " + unwritten.message())
                    .containsExactly(
                            "A: a text of 50001 characters; a cell of Google Sheets holds 50000: answer with fewer rows or"
                                    + " columns, or use csv:FILE");
        }
        assertThat(world.tab("Sheet1").grid().at(3, 1).isBlank()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "=1+1",
                "It's \"A7\": Number, of; things",
                "two\nlines",
                "🌵 שלום",
                "R1C1",
                "+x",
                "'quoted'",
                "A name with many words that nobody would want to read in a narrow column of a sheet"
            })
    void namesFindTheirColumnAgain(String name) {
        world.deliver("Sheet1", row(0, kpi(name, 1), kpi("B", 2)));
        world.deliver("Sheet1", row(10, kpi(name, 3), kpi("B", 4)));

        assertThat(world.cells("Sheet1").get(3)).containsExactly("2026-11-01 10:10:00", "3", "4");
        assertThat(world.cells("Sheet1").get(1)).containsExactly("Last value", "3", "4");
    }

    @ParameterizedTest
    @ValueSource(strings = {"D3", "R1C1", "it's", "a!b", "ÄÖ 🌵", "1:1", "kpis/2026?x=1 + y"})
    void tabsWithOddTitlesAreFoundAgain(String title) {
        world.deliver(title, row(0, kpi("A", 1)));
        world.deliver(title, row(10, kpi("A", 2)));

        assertThat(world.cells(title)).hasSize(4);
    }

    @ParameterizedTest
    @ValueSource(strings = {"de_DE", "tr_TR", "fr_FR", "en_GB"})
    void everyLocaleOfTheSpreadsheetWillDo(String locale) {
        world.edit(person -> person.setRegion(locale, "Europe/Berlin"));

        world.deliver("Sheet1", row(0, kpi("A", new Value.Exact(new BigDecimal("1.5")))));

        assertThat(world.tab("Sheet1").grid().at(2, 1).content()).isEqualTo(new Content.Numeric(1.5));
        assertThat(world.cells("Sheet1").get(1).get(1)).isNotEmpty().doesNotContain("#");
    }

    private Cell written(Value value) {
        world.deliver("Sheet1", row(minute++, kpi("A", value)));
        int last = world.cells("Sheet1").size() - 1;
        return world.tab("Sheet1").grid().at(last, 1);
    }

    private String shown(Value value) {
        world.deliver("values", row(minute++, kpi("A", value)));
        List<List<String>> cells = world.cells("values");
        return cells.get(cells.size() - 1).get(1);
    }
}
