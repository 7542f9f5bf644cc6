package org.kpirunner.cli;

import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.kpirunner.plan.Planner;
import org.kpirunner.plan.Selection;
import org.kpirunner.problem.KpiException;
import org.kpirunner.problem.Nearest;
import org.kpirunner.problem.Reason;
import org.kpirunner.run.EngineChoice;
import picocli.CommandLine.Option;

/** What every command takes; each option has a variable of its own, as {@code KPI_CATALOGS}. */
final class CommonOptions {
    private static final String EMBEDDED = "embedded";
    private static final String TRINO = "trino";
    private static final String BOTH = "both";

    @Option(names = "--kpis", paramLabel = "FILE", description = "The KPIs; kpis.yaml where none is named (KPI_KPIS).")
    Path kpis = Path.of("kpis.yaml");

    @Option(
            names = "--catalogs",
            paramLabel = "DIR",
            description = "The folder with the sources; deploy/trino/catalog where none is named (KPI_CATALOGS).")
    Path catalogs = Path.of("deploy", "trino", "catalog");

    @Option(
            names = "--environment",
            paramLabel = "NAME",
            description = "Where this runs; \"default\" where nothing is said (KPI_ENVIRONMENT, PLATFORM_STACK_NAME).")
    String environment = "default";

    @Option(
            names = "--zone",
            paramLabel = "ZONE",
            description =
                    "The time zone of dates and periods, as Europe/Madrid; UTC where none is named (KPI_ZONE, TZ).")
    String zone = "UTC";

    @Option(
            names = "--as-of",
            paramLabel = "INSTANT",
            description = "The time that the run is bound to, as 2026-11-01T12:00:00Z or 2026-11-01; now where none is"
                    + " named (KPI_AS_OF).")
    @Nullable
    String asOf;

    @Option(
            names = "--engine",
            paramLabel = "NAME",
            description = "embedded, where nothing is said, or trino; for a check also both, which tells what has to be"
                    + " changed for Trino (KPI_ENGINE).")
    String engine = EMBEDDED;

    @Option(
            names = "--parallel",
            paramLabel = "N",
            description = "How many queries may run at once; 4 where nothing is said (KPI_PARALLEL).")
    int parallel = 4;

    @Option(
            names = "--trino-url",
            paramLabel = "URL",
            description = "The Trino cluster, as https://trino:8443 (KPI_TRINO_URL). A password or token"
                    + " comes from KPI_TRINO_PASSWORD or KPI_TRINO_TOKEN, or the file that KPI_TRINO_PASSWORD_FILE or"
                    + " KPI_TRINO_TOKEN_FILE names; KPI_TRINO_TRUSTSTORE names whom to trust.")
    @Nullable
    String trinoUrl;

    @Option(
            names = "--trino-user",
            paramLabel = "NAME",
            description = "Whom to be there; \"kpi\" where nobody is named (KPI_TRINO_USER).")
    String trinoUser = "kpi";

    @Option(
            names = "--trino-role",
            paramLabel = "CATALOG:ROLE",
            split = ",",
            description = "A role to take there, as system:admin; may be repeated (KPI_TRINO_ROLE).")
    List<String> trinoRoles = List.of();

    @Option(
            names = "--trino-session",
            paramLabel = "NAME=VALUE",
            split = ",",
            description =
                    "A session property, as join_distribution_type=BROADCAST; may be repeated (KPI_TRINO_SESSION).")
    List<String> trinoSession = List.of();

    @Option(
            names = "--no-rewrite",
            description = "Send Trino each query by itself, in its portable form; for comparisons.")
    boolean noRewrite;

    @Option(names = "--no-merge", description = "Ask each KPI's queries alone (KPI_NO_MERGE).")
    boolean noMerge;

    @Option(
            names = "--verify-merge",
            description = "Ask both ways, alone and together; a KPI that ends differently fails.")
    boolean verifyMerge;

    @Option(
            names = "--state",
            paramLabel = "DIR",
            description = "The folder of the ledger; $XDG_STATE_HOME/kpi or ~/.local/state/kpi where none is named"
                    + " (KPI_STATE).")
    @Nullable
    Path state;

    @Option(names = "--verbose", description = "Say more on standard error (KPI_LOG=debug).")
    boolean verbose;

    @Option(names = "--help", usageHelp = true, description = "Show this text.")
    boolean help;

    ZoneId zoneId() {
        String name = zone.startsWith(":") ? zone.substring(1) : zone;
        try {
            return ZoneId.of(name);
        } catch (DateTimeException unknown) {
            throw mistake("\"" + zone + "\" is no time zone; one is Europe/Madrid, UTC or +02:00"
                    + Nearest.hint(name, ZoneId.getAvailableZoneIds()));
        }
    }

    Planner planner(Surroundings surroundings, Selection selection) {
        Instant usual = surroundings.trigger().map(Trigger::asOf).orElseGet(surroundings.clock()::instant);
        Instant instant = asOf == null ? usual : instant(asOf, zoneId());
        return new Planner(instant, zoneId(), environment, selection);
    }

    private static Instant instant(String text, ZoneId zone) {
        try {
            if (text.length() == "2026-11-01".length()) {
                return LocalDate.parse(text).atStartOfDay(zone).toInstant();
            }
            boolean hasOffset = text.substring(text.indexOf('T') + 1).matches(".*[Zz+-].*");
            return hasOffset
                    ? OffsetDateTime.parse(text).toInstant()
                    : LocalDateTime.parse(text).atZone(zone).toInstant();
        } catch (DateTimeParseException unknown) {
            throw new KpiException(
                    Reason.BAD_CONFIGURATION,
                    "\"" + text + "\" is no time; one is 2026-11-01T12:00:00Z, 2026-11-01T12:00 in the time zone of"
                            + " --zone, or 2026-11-01",
                    unknown);
        }
    }

    /** Whether both engines are meant, which only a check can be asked for; what is left is the one that knows the sources. */
    boolean takeBothEngines() {
        boolean isForBoth = engine.equals(BOTH);
        engine = isForBoth ? EMBEDDED : engine;
        return isForBoth;
    }

    EngineChoice engineChoice() {
        if (parallel < 1) {
            throw mistake("--parallel is " + parallel + "; it is at least 1");
        }
        return switch (engine) {
            case EMBEDDED -> new EngineChoice(EMBEDDED, catalogs, parallel, merging(), Optional.empty());
            case TRINO -> trinoChoice();
            default -> throw mistake("there is no engine \"" + engine + "\"; there are embedded and trino");
        };
    }

    /** The cluster, whatever engine answers. */
    EngineChoice trinoChoice() {
        return new EngineChoice(TRINO, catalogs, parallel, merging(), Optional.of(trino()));
    }

    private EngineChoice.Merging merging() {
        if (noMerge && verifyMerge) {
            throw mistake("--verify-merge compares with what --no-merge leaves out; give one of them");
        }
        return noMerge
                ? EngineChoice.Merging.OFF
                : verifyMerge ? EngineChoice.Merging.VERIFIED : EngineChoice.Merging.ON;
    }

    private EngineChoice.Trino trino() {
        if (trinoUrl == null) {
            throw mistake("the engine trino needs the address of a cluster; give it with --trino-url or KPI_TRINO_URL");
        }
        return new EngineChoice.Trino(trinoUrl, trinoUser, trinoRoles, trinoSession, !noRewrite);
    }

    Path state(Surroundings surroundings) {
        if (state != null) {
            return state;
        }
        String stateHome = surroundings.environment().getOrDefault("XDG_STATE_HOME", "");
        String home = surroundings.environment().getOrDefault("HOME", "");
        if (stateHome.startsWith("/")) {
            return Path.of(stateHome, "kpi");
        } else if (home.startsWith("/")) {
            return Path.of(home, ".local", "state", "kpi");
        }
        throw mistake("there is no HOME to keep the ledger in; name a folder with --state or KPI_STATE");
    }

    private static KpiException mistake(String message) {
        return new KpiException(Reason.BAD_CONFIGURATION, message);
    }
}
