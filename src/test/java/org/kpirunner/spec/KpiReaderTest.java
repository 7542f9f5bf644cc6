package org.kpirunner.spec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kpirunner.problem.KpiException;
import org.kpirunner.problem.MistakesException;
import org.kpirunner.problem.Place;

class KpiReaderTest {
    @TempDir
    Path folder;

    @Test
    void shortestKpiHasEveryDefault() {
        KpiFile file = KpiReader.read("kpis.yaml", """
                - name: Users
                  sql: SELECT COUNT(*) FROM shop.public.users
                """);

        Kpi kpi = file.kpis().get(0);
        assertThat(kpi)
                .isEqualTo(new Kpi(
                        "Users",
                        "SELECT COUNT(*) FROM shop.public.users",
                        new Place("kpis.yaml", 1, 9),
                        SqlPlaces.from(new Place("kpis.yaml", 2, 8), "x"),
                        false,
                        "Users",
                        List.of(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        List.of(),
                        Duration.ofSeconds(60),
                        0,
                        List.of(),
                        true,
                        100,
                        Optional.empty(),
                        Optional.empty()));
        assertThat(kpi.hasOwnId()).isFalse();
        assertThat(file.warnings()).isEmpty();
    }

    @Test
    void longestKpiSaysEverything() {
        Kpi kpi = only("""
                - name: " Users of   the shop "
                  id: users
                  renamed_from: [Customers, "Buyers  of the shop"]
                  description: Everybody who ever bought something.
                  unit: users
                  owner: sales@example.org
                  tags: [sales, monthly]
                  environments: production
                  timeout: 1h30m
                  retries: 2
                  enabled: false
                  extract_count: True
                  max_rows: 7
                  sql: |
                    SELECT 1
                """);

        assertThat(kpi)
                .isEqualTo(new Kpi(
                        "Users of the shop",
                        "SELECT 1\n",
                        new Place("kpis.yaml", 1, 9),
                        SqlPlaces.from(new Place("kpis.yaml", 15, 5), "SELECT 1"),
                        true,
                        "users",
                        List.of("Customers", "Buyers of the shop"),
                        Optional.of("Everybody who ever bought something."),
                        Optional.of("users"),
                        Optional.of("sales@example.org"),
                        List.of("sales", "monthly"),
                        Duration.ofMinutes(90),
                        2,
                        List.of("production"),
                        false,
                        7,
                        Optional.empty(),
                        Optional.empty()));
        assertThat(kpi.hasOwnId()).isTrue();
    }

    @Test
    void aValueThatCrossesBothThresholdsHasCrossedTheWorseOne() {
        Kpi kpi = only("""
                - name: Free seats
                  sql: SELECT 1
                  extract_count: true
                  warn: "<= 10"
                  fail: "<1"
                """);

        assertThat(kpi.crossedBy(new BigDecimal("10.5"))).isEmpty();
        assertThat(kpi.crossedBy(new BigDecimal("10.00"))).contains("warn <= 10");
        assertThat(kpi.crossedBy(new BigDecimal("-3"))).contains("fail < 1");
    }

    @Test
    void aThresholdIsAComparisonOfOneNumber() {
        assertThat(mistakes("""
                - name: Free seats
                  sql: SELECT 1
                  extract_count: true
                  warn: 10
                - name: Seats
                  sql: SELECT 1
                  fail: "= 0"
                """))
                .containsExactly(
                        "kpis.yaml:4:9: kpis[0].warn: \"10\" is not allowed; allowed is what the value must not be, as in"
                                + " \"> 100\", \"<= 0.5\", \"= 0\" or \"<> 1\", in quotes",
                        "kpis.yaml:7:9: kpis[1].fail: needs extract_count: true, as rows cannot be compared with a number");
        assertThat(mistakes("- name: Seats\n  sql: SELECT 1\n  warn: > 100\n"))
                .containsExactly("kpis.yaml:3:11: not understood as YAML: while scanning a block scalar, expected a"
                        + " comment or a line break, but found 1(49); a text that begins with \">\" or \"|\" must stand"
                        + " in quotes");
    }

    @Test
    void defaultsHoldWhereAKpiDoesNotSayOtherwise() {
        KpiFile file = KpiReader.read("kpis.yaml", """
                defaults:
                  timeout: 2m
                  retries: 1
                  max_rows: 5
                  tags: [all]
                  environments: [production, test]
                kpis:
                  - name: A
                    sql: SELECT 1
                  - name: B
                    sql: SELECT 2
                    timeout: 10s
                    tags: []
                """);

        assertThat(file.kpis())
                .extracting(Kpi::timeout, Kpi::retries, Kpi::maxRows, Kpi::tags, Kpi::environments)
                .containsExactly(
                        tuple(Duration.ofMinutes(2), 1, 5, List.of("all"), List.of("production", "test")),
                        tuple(Duration.ofSeconds(10), 1, 5, List.of(), List.of("production", "test")));
    }

    @Test
    void tenMistakesGiveTenLines() throws IOException {
        String text = Files.readString(Path.of("src/test/resources/kpis/ten-mistakes.yaml"));

        assertThat(mistakes(text))
                .containsExactly(
                        "kpis.yaml:2:12: defaults.timeout: \"90 seconds\" is not allowed; allowed is a duration such as 30s, 2m or"
                                + " 1h30m, from 1s to 24h",
                        "kpis.yaml:6:5: kpis[0].extractCount: unknown key \"extractCount\"; did you mean \"extract_count\"?",
                        "kpis.yaml:7:11: kpis[1].name: \"A1: Users\" is the name of kpis[0] (kpis.yaml:4:11) too",
                        "kpis.yaml:9:20: kpis[1].extract_count: \"yes\" is not allowed; allowed is true or false, without quotes",
                        "kpis.yaml:10:10: kpis[2].name: has no value; give it one or take the key away",
                        "kpis.yaml:12:5: kpis[3].sql: is missing",
                        "kpis.yaml:13:15: kpis[3].max_rows: \"100\" is not allowed; allowed is a whole number from 1 to 100000",
                        "kpis.yaml:14:11: kpis[4].name: \"Date time\" is the first column of every sheet; choose another name",
                        "kpis.yaml:16:5: kpis[4].sql: stands here for the second time; the first is at kpis.yaml:15:5",
                        "kpis.yaml:17:5: kpis[5]: \"SELECT 1\" is not allowed; allowed is a mapping of name, sql, extract_count, id,"
                                + " renamed_from, description, unit, owner, tags, timeout, retries, environments, enabled, max_rows, warn, fail");
    }

    @Test
    void unknownKeyWithoutANearOneListsThemAll() {
        assertThat(mistakes("- name: A\n  sql: SELECT 1\n  appendTo: x\n"))
                .containsExactly(
                        "kpis.yaml:3:3: kpis[0].appendTo: unknown key \"appendTo\"; known keys are name, sql, extract_count, id,"
                                + " renamed_from, description, unit, owner, tags, timeout, retries, environments, enabled, max_rows, warn, fail");
    }

    @Test
    void mergeKeyPointsToTheDefaults() {
        assertThat(mistakes("- &a\n  name: A\n  sql: SELECT 1\n- <<: *a\n  name: B\n  sql: SELECT 1\n"))
                .containsExactly(
                        "kpis.yaml:4:3: kpis[1].<<: unknown key \"<<\"; what KPIs share belongs under \"defaults:\"");
    }

    @Test
    void textIsTakenAsItIsWritten() {
        KpiFile file = KpiReader.read("kpis.yaml", """
                - {name: yes, sql: SELECT 1, unit: no, tags: [on, 1e3, 010, 1.10, 2026-11-01, 12:30]}
                - {name: 2026, sql: SELECT 1}
                - {name: "null", sql: SELECT 1}
                """);

        assertThat(file.kpis()).extracting(Kpi::name).containsExactly("yes", "2026", "null");
        assertThat(file.kpis().get(0).unit()).contains("no");
        assertThat(file.kpis().get(0).tags()).containsExactly("on", "1e3", "010", "1.10", "2026-11-01", "12:30");
    }

    @Test
    void numbersThatYamlReadsInItsOwnWayAreMistakes() {
        for (String number : List.of("010", "1e1", "1_0", "0x1", "1.0", "1:30", "99999999999", "\"1\"", "~", "[1]")) {
            assertThat(mistakes("- name: A\n  sql: SELECT 1\n  retries: " + number + "\n"))
                    .as(number)
                    .hasSize(1)
                    .allMatch(line -> line.startsWith("kpis.yaml:3:12: kpis[0].retries: ")
                            && line.endsWith(" is not allowed; allowed is a whole number from 0 to 10"));
        }
    }

    @Test
    void durationsAreDaysHoursMinutesAndSeconds() {
        for (String duration : List.of("0s", "30", "2d", "25h", "1.5m", "30s1m", "-1s", "1 h", "PT1S", "500ms")) {
            assertThat(mistakes("- name: A\n  sql: SELECT 1\n  timeout: " + duration + "\n"))
                    .containsExactly("kpis.yaml:3:12: kpis[0].timeout: \"" + duration
                            + "\" is not allowed; allowed is a duration such as 30s, 2m or 1h30m, from 1s to 24h");
        }
        assertThat(only("- {name: A, sql: SELECT 1, timeout: 24h}").timeout()).isEqualTo(Duration.ofHours(24));
        assertThat(only("- {name: A, sql: SELECT 1, timeout: 1d}").timeout()).isEqualTo(Duration.ofHours(24));
        assertThat(only("- {name: A, sql: SELECT 1, timeout: 90s}").timeout()).isEqualTo(Duration.ofSeconds(90));
        assertThat(only("- {name: A, sql: SELECT 1, timeout: 1m5s}").timeout()).isEqualTo(Duration.ofSeconds(65));
    }

    @Test
    void tabOrLineBreakInANameIsAWarningAndReadsAsOneBlank() {
        KpiFile file = KpiReader.read(
                "kpis.yaml", "- name: \"A1:\\t Users\"\n  sql: SELECT 1\n- name: \"A2:\\nTeams\"\n  sql: SELECT 1\n");

        assertThat(file.kpis()).extracting(Kpi::name).containsExactly("A1: Users", "A2: Teams");
        assertThat(file.warnings())
                .extracting(Object::toString)
                .containsExactly(
                        "kpis.yaml:1:9: warning: kpis[0].name: holds a TAB, which reads as one blank",
                        "kpis.yaml:3:9: warning: kpis[1].name: holds a line break, which reads as one blank");
    }

    @Test
    void namesThatDifferInBlanksOnlyAreOne() {
        assertThat(mistakes("- {name: \"A\\tB\", sql: SELECT 1}\n- {name: \"A \u00a0 B\", sql: SELECT 1}\n"))
                .contains("kpis.yaml:2:10: kpis[1].name: \"A B\" is the name of kpis[0] (kpis.yaml:1:10) too");
    }

    @Test
    void controlCharacterInANameIsAMistake() {
        assertThat(mistakes("- {name: \"A\\u0007\", sql: SELECT 1}"))
                .containsExactly(
                        "kpis.yaml:1:10: kpis[0].name: holds the control character U+0007, which a cell cannot hold");
    }

    @Test
    void noTwoKpisClaimOneColumn() {
        assertThat(mistakes("""
                - {name: A, id: x, sql: SELECT 1}
                - {name: B, id: x, sql: SELECT 1}
                - {name: x, sql: SELECT 1}
                - {name: C, renamed_from: A, sql: SELECT 1}
                - {name: D, renamed_from: [Old, D], sql: SELECT 1}
                - {name: E, renamed_from: Old, sql: SELECT 1}
                """))
                .containsExactly(
                        "kpis.yaml:2:10: kpis[1].id: \"x\" is the id of kpis[0] (kpis.yaml:1:10) too; without an id the name is the id",
                        "kpis.yaml:3:10: kpis[2].id: \"x\" is the id of kpis[0] (kpis.yaml:1:10) too; without an id the name is the id",
                        "kpis.yaml:4:10: kpis[3].renamed_from: \"A\" is still the name of kpis[0] (kpis.yaml:1:10)",
                        "kpis.yaml:5:33: kpis[4].renamed_from: is the name that it has now",
                        "kpis.yaml:6:10: kpis[5].renamed_from: \"Old\" is an earlier name of kpis[4] (kpis.yaml:5:10) too");
    }

    @Test
    void wrongShapesAreNamed() {
        assertThat(mistakes("just text"))
                .containsExactly(
                        "kpis.yaml:1:1: \"just text\" is not allowed here; allowed is a list of KPIs, each beginning with \"- name:\"");
        assertThat(mistakes("name: A\nsql: SELECT 1\n"))
                .containsExactly("kpis.yaml:1:1: a KPI stands in a list; begin it with \"- \"");
        assertThat(mistakes("defaults: 3\nkpis: {}\n"))
                .containsExactly(
                        "kpis.yaml:1:11: defaults: \"3\" is not allowed; allowed is a mapping of timeout, retries, max_rows, tags,"
                                + " environments",
                        "kpis.yaml:2:7: kpis: a mapping is not allowed; allowed is a list of KPIs");
        assertThat(mistakes("defaults: {}\nkpi: []\n"))
                .containsExactly(
                        "kpis.yaml:1:1: kpis is missing, the list of KPIs",
                        "kpis.yaml:2:1: kpi: unknown key \"kpi\"; did you mean \"kpis\"?");
        assertThat(mistakes("- name: [A]\n  sql: {a: b}\n  tags: [[x], '']\n"))
                .containsExactly(
                        "kpis.yaml:1:9: kpis[0].name: a list is not allowed; allowed is a text",
                        "kpis.yaml:2:8: kpis[0].sql: a mapping is not allowed; allowed is a text",
                        "kpis.yaml:3:10: kpis[0].tags[0]: a list is not allowed; allowed is a text",
                        "kpis.yaml:3:15: kpis[0].tags: an empty text is not allowed");
        assertThat(mistakes("- name: A\n  sql: SELECT 1\n  unit:\n  owner: ' '\n"))
                .containsExactly(
                        "kpis.yaml:3:8: kpis[0].unit: has no value; give it one or take the key away",
                        "kpis.yaml:4:10: kpis[0].owner: is empty");
    }

    @Test
    void tagOfAnotherProgramIsAMistake() {
        assertThat(mistakes("- name: A\n  sql: !include a.sql\n"))
                .containsExactly("kpis.yaml:2:8: kpis[0].sql: the tag !include is not understood; take it away");
    }

    @Test
    void nothingIsAMistake() {
        String sentence = "lists no KPI; one has at least a \"- name:\" and an \"sql:\"";

        assertThat(mistakes("")).containsExactly("kpis.yaml: " + sentence);
        assertThat(mistakes("# only a comment\n")).containsExactly("kpis.yaml: " + sentence);
        assertThat(mistakes("kpis: []")).containsExactly("kpis.yaml:1:7: " + sentence);
    }

    @Test
    void whatIsNotYamlIsOneLineWithItsPlaceAndAdvice() {
        assertThat(mistakes("- name: A1: Users\n"))
                .containsExactly("kpis.yaml:1:11: not understood as YAML: mapping values are not allowed here;"
                        + " a text that holds \": \" must stand in quotes");
        assertThat(mistakes("- name: A\n\tsql: SELECT 1\n"))
                .containsExactly(
                        "kpis.yaml:2:1: not understood as YAML: while scanning for the next token, found character '\\t(TAB)' that"
                                + " cannot start any token; indent with blanks");
        assertThat(mistakes("- name: \"A\n"))
                .containsExactly(
                        "kpis.yaml:2:1: not understood as YAML: while scanning a quoted scalar, found unexpected end of stream");
        assertThat(mistakes("- name: A\n  sql: SELECT 1\n---\n- name: B\n"))
                .containsExactly(
                        "kpis.yaml:3:1: not understood as YAML: expected a single document in the stream, but found another"
                                + " document; take the line \"---\" away");
        assertThat(mistakes("- name: *\n"))
                .containsExactly(
                        "kpis.yaml:1:10: not understood as YAML: while scanning an alias, unexpected character found;"
                                + " a text that begins with \"*\" must stand in quotes");
        assertThat(mistakes("- name: `users`\n"))
                .containsExactly(
                        "kpis.yaml:1:9: not understood as YAML: while scanning for the next token, found character '`' that cannot"
                                + " start any token; a text that begins with this character must stand in quotes");
        assertThat(mistakes("- name: A\n sql: SELECT 1\n"))
                .containsExactly(
                        "kpis.yaml:2:2: not understood as YAML: while parsing a block collection, expected <block end>, but found"
                                + " '<block mapping start>'; the line does not fit the indentation of those above, or a quoted text"
                                + " goes on after its quote");
        assertThat(mistakes("- name: A\n  sql: \u0001\n"))
                .containsExactly("kpis.yaml:2:8: the character U+0001 is not allowed in YAML");
    }

    @Test
    void aliasBombIsRefusedAtOnce() {
        StringBuilder bomb = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
        for (int level = 1; level < 10; level++) {
            bomb.append("a%d: &a%d [".formatted(level, level))
                    .append("*a%d, ".formatted(level - 1).repeat(9))
                    .append("*a%d]\n".formatted(level - 1));
        }
        bomb.append("kpis: *a9\n");
        assertThat(mistakes(bomb.toString()))
                .containsExactly("kpis.yaml:7:10: more than 50 aliases (*name) in one file; write the text out");
    }

    @Test
    void fewAliasesOfAFewTextsAreFine() {
        KpiFile file = KpiReader.read(
                "kpis.yaml", "- {name: A, sql: SELECT 1, owner: &o me}\n- {name: B, sql: SELECT 1, owner: *o}\n");

        assertThat(file.kpis()).extracting(Kpi::owner).containsOnly(Optional.of("me"));
    }

    @Test
    void deepNestingAndHugeFilesAreRefused() {
        assertThat(mistakes("[".repeat(5000))).hasSize(1).allMatch(line -> line.startsWith("kpis.yaml"));
        assertThat(mistakes("# " + "x".repeat(2_000_000)))
                .containsExactly("kpis.yaml: holds more than 2000000 letters, which no list of KPIs needs");
    }

    @Test
    void listThatHoldsItselfIsAMistake() {
        assertThat(mistakes("kpis: &a\n  - *a\n")).hasSize(1);
    }

    @Test
    void unreadableFilesAreToldPlainly() throws IOException {
        Path missing = folder.resolve("missing.yaml");
        assertThatThrownBy(() -> KpiReader.load(missing))
                .isInstanceOf(KpiException.class)
                .hasMessage(missing + ": there is no such file; name it with --kpis or KPI_KPIS");

        assertThatThrownBy(() -> KpiReader.load(folder))
                .isInstanceOf(KpiException.class)
                .hasMessageStartingWith(folder + ": cannot be read");

        Path latin = Files.write(
                folder.resolve("latin.yaml"), "- name: A\n  unit: Stück\n".getBytes(StandardCharsets.ISO_8859_1));
        assertThatThrownBy(() -> KpiReader.load(latin))
                .isInstanceOf(MistakesException.class)
                .hasMessage(latin + ":2:11: is not UTF-8; save the file in that encoding");
    }

    @Test
    void byteOrderMarkIsPassedOver() throws IOException {
        Path file = Files.writeString(folder.resolve("mark.yaml"), "\uFEFF- name: Größe\n  sql: SELECT 1\n");

        assertThat(KpiReader.load(file).kpis()).extracting(Kpi::name).containsExactly("Größe");
    }

    private static Kpi only(String text) {
        return KpiReader.read("kpis.yaml", text).kpis().get(0);
    }

    private static List<String> mistakes(String text) {
        MistakesException e = catchThrowableOfType(MistakesException.class, () -> KpiReader.read("kpis.yaml", text));
        assertThat(e)
                .as("mistakes of: %s", text.length() < 500 ? text : "a long text")
                .isNotNull();
        return e.mistakes().stream().map(Object::toString).toList();
    }
}
