package org.kpirunner.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kpirunner.cli.print.Terminal;
import org.kpirunner.engine.Outcome;
import org.kpirunner.engine.Outcome.Effort;
import org.kpirunner.plan.Plan;
import org.kpirunner.plan.Step;
import org.kpirunner.problem.KpiException;
import org.kpirunner.problem.Reason;
import org.kpirunner.run.MemorySheet;
import org.kpirunner.run.MemorySheet.Fault;
import org.kpirunner.run.ScriptedParts;
import org.kpirunner.run.Stop;
import org.kpirunner.schedule.Scheduler;
import org.kpirunner.schedule.Slots;
import org.kpirunner.table.Answer;
import org.kpirunner.table.Column;
import org.kpirunner.table.Value;

class KpiCommandTest {
    private static final Clock NOON = Clock.fixed(Instant.parse("2026-11-01T12:00:00Z"), ZoneOffset.UTC);
    private static final Effort EFFORT = new Effort(Duration.ofMillis(12), 1, List.of("coproduction"), List.of());

    @TempDir
    private Path folder;

    private final MemorySheet sheet = new MemorySheet("csv:/data/kpis.csv");
    private final ScriptedParts parts = new ScriptedParts(NOON, sheet);
    private final Stop stop = new Stop();
    private final Map<String, String> environment = new HashMap<>();
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @BeforeEach
    void aFileWithThreeKpis() throws IOException {
        kpis("""
                - name: "A1: Users"
                  sql: SELECT COUNT(*) FROM coproduction.public.users
                  extract_count: true
                  unit: people
                - name: "A2: Roles"
                  id: roles
                  sql: SELECT role, COUNT(*) FROM coproduction.public.users GROUP BY role
                - name: "A3: Later"
                  sql: SELECT 3
                  enabled: false
                """);
        Files.createDirectories(folder.resolve("catalogs"));
        catalog("coproduction");
        environment.put("KPI_KPIS", folder.resolve("kpis.yaml").toString());
        environment.put("KPI_CATALOGS", folder.resolve("catalogs").toString());
        environment.put("KPI_STATE", folder.resolve("state").toString());
        parts.engine = this::answer;
    }

    @Test
    void aRunPrintsItsAnswersAndSaysWhatWasAppended() {
        assertThat(kpi("run")).isZero();

        assertThat(out).hasToString("""
                KPI        Value                                            Unit    Took   Sources
                A1: Users                                               42  people  12 ms  coproduction
                A2: Roles  [{"role":"owner","n":1.50},{"role":null,"n":2}]          12 ms  coproduction
                """);
        assertThat(err.toString().replaceFirst("\\d+ ms", "0 ms")).isEqualTo("""
                        2 ok, 1 skipped in 0 ms
                        csv:/data/kpis.csv: appended the row of run r67hvccenp6p
                        """);
        assertThat(sheet.runs).hasSize(1);
    }

    @Test
    void aFailureHasItsReasonBelowItAndExitCode1() {
        parts.engine = (plan, outcomes) -> plan.steps()
                .forEach(step -> outcomes.accept(new Outcome.Failed(
                        step, EFFORT, new KpiException(Reason.UNKNOWN_TABLE, "there is no table \"user\""))));

        assertThat(kpi("run", "--only", "roles")).isEqualTo(1);

        assertThat(out).hasToString("""
                KPI        Value   Unit  Took   Sources
                A2: Roles  failed        12 ms  coproduction
                    unknown_table: there is no table "user"
                """);
        assertThat(sheet.runs).hasSize(1);
    }

    @Test
    void aRowThatIsKeptBeatsAFailure() {
        parts.engine = (plan, outcomes) -> plan.steps()
                .forEach(step -> outcomes.accept(
                        new Outcome.Failed(step, EFFORT, new KpiException(Reason.TIMEOUT, "too slow"))));
        sheet.fault = Fault.UNREADABLE;

        assertThat(kpi("run")).isEqualTo(3);

        assertThat(err.toString()).endsWith("""
                        csv:/data/kpis.csv: not delivered: the sheet cannot be read
                        csv:/data/kpis.csv: the row of run r67hvccenp6p is kept; the next run delivers, or kpi deliver, or kpi deliver --drop RUN gives up
                        """);
        sheet.fault = Fault.NONE;
        assertThat(kpi("deliver")).isZero();
        assertThat(err).hasToString("csv:/data/kpis.csv: appended the row of run r67hvccenp6p\n");
        assertThat(kpi("deliver", "--drop", "r67hvccenp6p")).isEqualTo(2);
        assertThat(err).hasToString("kpi: no row of a run r67hvccenp6p is kept\n");
        assertThat(kpi("deliver")).isZero();
        assertThat(err).hasToString("nothing is kept\n");
    }

    @Test
    void aDryRunPrintsCleanJson() throws IOException {
        assertThat(kpi("run", "--dry-run", "--format", "json")).isZero();

        JsonNode json = new ObjectMapper().readTree(out.toString());
        assertThat(json.get("as_of").asText()).isEqualTo("2026-11-01T12:00:00Z");
        assertThat(json.get("kpis")).hasSize(3);
        assertThat(out.toString().replaceFirst("\"millis\":\\d+}\n", "\"millis\":0}\n"))
                .isEqualTo("""
                        {"run":"r67hvccenp6p","as_of":"2026-11-01T12:00:00Z","environment":"default","engine":"embedded","kpis":[
                        {"name":"A1: Users","id":"A1: Users","status":"ok","value":42,"error":null,"reason":null,"millis":12,"attempts":1,"sources":["coproduction"]},
                        {"name":"A2: Roles","id":"roles","status":"ok","value":[{"role":"owner","n":1.50},{"role":null,"n":2}],"error":null,"reason":null,"millis":12,"attempts":1,"sources":["coproduction"]},
                        {"name":"A3: Later","id":"A3: Later","status":"skipped","value":null,"error":null,"reason":"disabled","millis":0,"attempts":0,"sources":[]}
                        ],"millis":0}
                        """);
        assertThat(sheet.runs).isEmpty();
        assertThat(folder.resolve("state")).doesNotExist();
    }

    @Test
    void aDryRunPrintsTheRowAsCsv() {
        assertThat(kpi("run", "--dry-run", "--format", "csv", "--zone", "Europe/Madrid"))
                .isZero();

        assertThat(out.toString().replace("\r\n", "\n")).isEqualTo("""
                        Date time,A1: Users,A2: Roles
                        2026-11-01 13:00:00,42,"[{""role"":""owner"",""n"":1.50},{""role"":null,""n"":2}]"
                        """);
    }

    @Test
    void mistakesOfTheFileAreAllSaidAndNothingRuns() throws IOException {
        kpis("""
                - name: "A1: Users"
                  sql: DELETE FROM coproduction.public.users
                - name: "A2: Roles"
                  sql: SELECT 1
                  extract_cuont: true
                """);

        assertThat(kpi("run")).isEqualTo(2);

        assertThat(out.toString()).isEmpty();
        assertThat(err.toString().lines()).allMatch(line -> line.startsWith(folder.resolve("kpis.yaml") + ":"));
        assertThat(sheet.runs).isEmpty();
        assertThat(folder.resolve("state")).doesNotExist();
    }

    @Test
    void aBugHasItsTraceAndExitCode70ButItsRowLands() {
        parts.engine = (plan, outcomes) -> {
            throw new IllegalStateException("wires crossed");
        };

        assertThat(kpi("run")).isEqualTo(70);

        assertThat(err.toString())
                .contains("kpi: a bug of kpi 1.0:\njava.lang.IllegalStateException: wires crossed\n\tat ");
        assertThat(sheet.runs).hasSize(1);
    }

    @Test
    void anInterruptedRunEndsWith130AndLeavesNoRow() {
        parts.engine = (plan, outcomes) -> stop.request();

        assertThat(kpi("run")).isEqualTo(130);

        assertThat(err.toString()).endsWith("kpi: interrupted; no row was written\n");
        assertThat(sheet.runs).isEmpty();
    }

    @Test
    void wrongArgumentsAreToldFromRightOnes() {
        assertThat(mistake("rnu"))
                .isEqualTo("kpi: there is no command \"rnu\"; did you mean \"run\"? See kpi --help\n");
        assertThat(mistake("run", "--dry-rnu"))
                .isEqualTo("kpi: there is no option --dry-rnu; did you mean \"--dry-run\"? See kpi run --help\n");
        assertThat(mistake("run", "all")).isEqualTo("kpi: \"all\" is not expected here; see kpi run --help\n");
        assertThat(mistake("run", "--format", "xml"))
                .isEqualTo("kpi: invalid value for option '--format': \"xml\" is none of table, csv and json;"
                        + " see kpi run --help\n");
        assertThat(mistake("run", "--parallel", "0")).isEqualTo("kpi: --parallel is 0; it is at least 1\n");
        assertThat(mistake("run", "--engine", "dremio"))
                .isEqualTo("kpi: there is no engine \"dremio\"; there are embedded and trino\n");
        assertThat(mistake("run", "--engine", "trino"))
                .isEqualTo("kpi: the engine trino needs the address of a cluster; give it with --trino-url or"
                        + " KPI_TRINO_URL\n");
        assertThat(mistake("run", "--zone", "Europe/Madird"))
                .isEqualTo("kpi: \"Europe/Madird\" is no time zone; one is Europe/Madrid, UTC or +02:00; did you mean"
                        + " \"Europe/Madrid\"?\n");
        assertThat(mistake("run", "--as-of", "yesterday"))
                .isEqualTo("kpi: \"yesterday\" is no time; one is 2026-11-01T12:00:00Z, 2026-11-01T12:00 in the time"
                        + " zone of --zone, or 2026-11-01\n");
        assertThat(mistake("run", "--only", "A1")).contains("there is no KPI \"A1\"");
        assertThat(mistake("explain"))
                .isEqualTo("kpi: name the KPIs to explain, or give --batch to see what several share\n");
        assertThat(mistake("demo")).contains("the demo needs a checkout");
        environment.put("KPI_PARALLEL", "many");
        assertThat(mistake("run"))
                .isEqualTo("kpi: invalid value for option '--parallel': \"many\" is no whole number (from"
                        + " KPI_PARALLEL); see kpi run --help\n");
    }

    @Test
    void withoutACommandTheHelpIsShown() {
        assertThat(kpi()).isEqualTo(2);
        assertThat(err.toString()).startsWith("Usage: kpi [--help] [--version] [COMMAND]\n");
        assertThat(kpi("--version")).isZero();
        assertThat(out).hasToString("kpi 1.0\n");
    }

    @Test
    void optionsComeFromTheEnvironmentToo() throws IOException {
        environment.put("PLATFORM_STACK_NAME", "pilot");
        environment.put("KPI_AS_OF", "2026-06-01");
        environment.put("TZ", ":Europe/Madrid");
        environment.put("KPI_FORMAT", "json");
        environment.put("KPI_ENGINE", "");

        kpi("run", "--dry-run");

        JsonNode json = new ObjectMapper().readTree(out.toString());
        assertThat(json.get("environment").asText()).isEqualTo("pilot");
        assertThat(json.get("as_of").asText()).isEqualTo("2026-05-31T22:00:00Z");
        assertThat(json.get("engine").asText()).isEqualTo("embedded");
    }

    @Test
    void aCheckFindsWhatIsWrongInEveryFile() throws IOException {
        kpis("""
                - name: "A1: Users"
                  sql: SELECT COUNT(*) FROM coproducton.public.users
                - name: "A2: Again"
                  sql: SELECT   COUNT(*) FROM coproducton.public.users
                """);
        String file = folder.resolve("kpis.yaml").toString();
        String catalogs = folder.resolve("catalogs").toString();

        assertThat(kpi("check")).isEqualTo(2);

        assertThat(out)
                .hasToString(file + ":3:9: warning: \"A2: Again\": the same query as \"A1: Users\" in line 1\n"
                        + file + ":2:29: \"A1: Users\": there is no catalog \"coproducton\" in " + catalogs
                        + "; did you mean \"coproduction\"?\n"
                        + catalogs + "/coproduction.properties: warning: no KPI uses this catalog\n");
        assertThat(err).hasToString("1 mistake, 2 warnings\n");
    }

    @Test
    void aCheckFindsMistakesInQueriesBesideThoseInTheirKpis() throws IOException {
        kpis("""
                defaults:
                  timeout: 90 seconds
                kpis:
                  - name: Users
                    sql: SELECT COUNT(*) FROM coproduction.public.users
                    extractCount: true
                  - name: Citizens
                    sql: |
                      SELECT role FROM coproduction.public.users GRUOP BY role
                  - name: Nothing yet
                """);
        String file = folder.resolve("kpis.yaml").toString();

        assertThat(kpi("check")).isEqualTo(2);

        assertThat(out.toString().replace(file, "kpis.yaml")).isEqualTo("""
                        kpis.yaml:2:12: defaults.timeout: "90 seconds" is not allowed; allowed is a duration such as 30s, 2m or 1h30m, from 1s to 24h
                        kpis.yaml:6:5: kpis[0].extractCount: unknown key "extractCount"; did you mean "extract_count"?
                        kpis.yaml:10:5: kpis[2].sql: is missing
                        kpis.yaml:9:50: "Citizens": syntax error: found "GRUOP"; did you mean "GROUP"?
                        """);
    }

    @Test
    void aCheckOfSoundFilesSaysSo() {
        assertThat(kpi("check")).isZero();
        assertThat(out.toString()).isEmpty();
        assertThat(err).hasToString("no mistakes\n");
    }

    @Test
    void aCheckThatConnectsNamesWhatCannotBeReached() {
        assertThat(kpi("check", "--connect")).isEqualTo(1);
        assertThat(out).hasToString("""
                coproduction: PostgreSQL 16.2
                elastic2: cannot be used: no answer from elastic:9200
                csv:/data/kpis.csv: can be written
                """);
    }

    @Test
    void thePlanExplainAndListNeedNoRun() {
        assertThat(kpi("explain", "roles", "--analyze")).isZero();
        assertThat(out.toString()).startsWith("A2: Roles: SELECT role").endsWith("(12 ms)\n");

        assertThat(kpi("plan")).isZero();
        assertThat(out.toString()).startsWith("csv:/data/kpis.csv\n");

        assertThat(kpi("list")).isZero();
        assertThat(out).hasToString("""
                name       id     unit    tags  environments  enabled   owner  description
                A1: Users         people
                A2: Roles  roles
                A3: Later                                     disabled
                """);
        assertThat(sheet.runs).isEmpty();
    }

    @Test
    void theHistoryShowsRunsAndTheValuesOfAKpi() {
        kpi("run");

        assertThat(kpi("history", "A1: Users", "--format", "csv")).isZero();
        assertThat(out).hasToString("""
                run,as_of,status,value,seconds,attempts,reason,error,queries
                r67hvccenp6p,2026-11-01T12:00:00Z,ok,42,0.012,1,,,
                """);
        assertThat(kpi("history")).isZero();
        assertThat(out.toString()).contains("r67hvccenp6p").contains("delivered");
        assertThat(kpi("history", "A9")).isEqualTo(2);
        assertThat(err).hasToString("kpi: no run has had a KPI \"A9\"\n");
    }

    private String mistake(String... arguments) {
        assertThat(kpi(arguments)).isEqualTo(2);
        assertThat(out.toString()).isEmpty();
        return err.toString();
    }

    private int kpi(String... arguments) {
        out.getBuffer().setLength(0);
        err.getBuffer().setLength(0);
        Terminal terminal = new Terminal(new PrintWriter(out), new PrintWriter(err), 100, false, false);
        Staying staying = new Staying() {
            @Override
            public void checkTelling() {}

            @Override
            public void tell(Path state) {}

            @Override
            public Slots slots(Path state) {
                throw new AssertionError("nothing is scheduled here");
            }

            @Override
            public Listening listen(String address, Path state, ZoneId zone, Scheduler scheduler) {
                throw new AssertionError("nothing is served here");
            }
        };
        return new KpiCommand(new Surroundings(terminal, environment, NOON, new Random(1), parts, staying, stop, "1.0"))
                .run(arguments);
    }

    private void answer(Plan plan, Consumer<Outcome> outcomes) {
        for (Step step : plan.steps()) {
            outcomes.accept(new Outcome.Answered(
                    step,
                    EFFORT,
                    step.kpi().extractCount()
                            ? answer(List.of("EXPR$0"), List.of(Value.of(42)))
                            : answer(
                                    List.of("role", "n"),
                                    List.of(new Value.Text("owner"), new Value.Exact(new BigDecimal("1.50"))),
                                    List.of(Value.NOTHING, Value.of(2)))));
        }
    }

    @SafeVarargs
    private static Answer answer(List<String> columns, List<Value>... rows) {
        List<List<Value>> all = new ArrayList<>();
        for (List<Value> row : rows) {
            all.add(row);
        }
        return new Answer(columns.stream().map(name -> new Column(name, "any")).toList(), all);
    }

    private void kpis(String text) throws IOException {
        Files.writeString(folder.resolve("kpis.yaml"), text);
    }

    private void catalog(String name) throws IOException {
        Files.writeString(folder.resolve("catalogs/" + name + ".properties"), """
                connector.name=postgresql
                connection-url=jdbc:postgresql://postgres:5432/coproduction
                connection-user=kpi
                connection-password=secret
                """);
    }
}
