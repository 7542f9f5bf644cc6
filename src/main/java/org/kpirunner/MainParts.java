package org.kpirunner;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiPredicate;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;
import org.kpirunner.catalog.CatalogFolder;
import org.kpirunner.catalog.LastGoodCatalogs;
import org.kpirunner.engine.Engine;
import org.kpirunner.engine.VerifyingEngine;
import org.kpirunner.engine.embedded.EmbeddedEngine;
import org.kpirunner.engine.embedded.SourceShortcuts;
import org.kpirunner.engine.trino.CatalogPush;
import org.kpirunner.engine.trino.PushedCatalogs;
import org.kpirunner.engine.trino.Shortcuts;
import org.kpirunner.engine.trino.TrinoAddress;
import org.kpirunner.engine.trino.TrinoEngine;
import org.kpirunner.engine.trino.TrinoEnvironment;
import org.kpirunner.ledger.Ledger;
import org.kpirunner.problem.KpiException;
import org.kpirunner.run.ClusterCatalogs;
import org.kpirunner.run.EngineChoice;
import org.kpirunner.run.Parts;
import org.kpirunner.run.SheetChoice;
import org.kpirunner.sheet.Row;
import org.kpirunner.sheet.Sheet;
import org.kpirunner.sheet.SheetAddress;
import org.kpirunner.sheet.csv.CsvSheet;
import org.kpirunner.sheet.google.GoogleSheet;
import org.kpirunner.sheet.google.access.Account;
import org.kpirunner.sheet.google.access.Connection;
import org.kpirunner.sheet.google.access.Patience;
import org.kpirunner.sheet.xlsx.XlsxSheet;
import org.slf4j.LoggerFactory;
import org.slf4j.bridge.SLF4JBridgeHandler;

/** The real engines, sheets and ledger. */
final class MainParts implements Parts {
    private static final Set<String> FLEETING = Set.of("overlay", "aufs", "tmpfs", "ramfs");
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    static {
        // Else each thread that ever had a connection keeps its closed pool, and the scheduler's threads stay.
        System.setProperty("com.zaxxer.hikari.useWeakReferences", "true");
    }

    private final Map<String, String> environment;
    private final Clock clock;
    private final Patience patience;
    private final LastGoodCatalogs catalogs;
    private final AtomicBoolean isWarned = new AtomicBoolean();

    MainParts(Map<String, String> environment, Clock clock, RandomGenerator random) {
        this.environment = environment;
        this.clock = clock;
        this.catalogs = new LastGoodCatalogs(
                environment, words -> LoggerFactory.getLogger(MainParts.class).warn(words));
        this.patience = new Patience(clock, pause -> Thread.sleep(pause.toMillis()), random);
    }

    @Override
    public Engine engine(EngineChoice choice) {
        joinLogs();
        return switch (choice.merging()) {
            case ON -> engine(choice, true);
            case OFF -> engine(choice, false);
            case VERIFIED -> new VerifyingEngine(engine(choice, true), engine(choice, false));
        };
    }

    private Engine engine(EngineChoice choice, boolean merges) {
        if (choice.trino().isEmpty()) {
            return new EmbeddedEngine(catalogs.in(choice.catalogs()), choice.parallel(), merges);
        }
        return choice.trino().get().rewrites()
                ? new TrinoEngine(address(choice), choice.parallel(), shortcuts(choice), merges)
                : new TrinoEngine(address(choice), choice.parallel());
    }

    /** The catalog files tell where the sources are; a cluster that has its own needs none. */
    private Shortcuts shortcuts(EngineChoice choice) {
        try {
            return new SourceShortcuts(catalogs.in(choice.catalogs()));
        } catch (KpiException e) {
            return Shortcuts.NONE;
        }
    }

    private TrinoAddress address(EngineChoice choice) {
        EngineChoice.Trino trino = choice.trino().orElseThrow();
        return new TrinoEnvironment(environment).address(trino.url(), trino.user(), trino.roles(), trino.session());
    }

    @Override
    public ClusterCatalogs clusterCatalogs(EngineChoice choice, Path state) {
        joinLogs();
        return new MainCatalogs(new CatalogPush(
                address(choice), CatalogFolder.list(choice.catalogs(), environment), new PushedCatalogs(state)));
    }

    @Override
    public List<Sheet> sheets(SheetChoice choice, BiPredicate<String, String> isConfirmed) {
        return choice.addresses().stream()
                .map(address -> SheetAddress.parse(address, choice.tab()))
                .map(address -> sheet(address, choice, run -> isConfirmed.test(address.toString(), run)))
                .toList();
    }

    private Sheet sheet(SheetAddress address, SheetChoice choice, Predicate<String> isConfirmed) {
        return switch (address.kind()) {
            case CSV -> new CsvSheet(Path.of(address.place()), choice.repair(), PATIENCE);
            case XLSX -> new XlsxSheet(Path.of(address.place()), address.tab(), choice.repair(), PATIENCE);
            case GOOGLE -> google(address, choice, isConfirmed);
        };
    }

    private Sheet google(SheetAddress address, SheetChoice choice, Predicate<String> isConfirmed) {
        joinLogs();
        Account account = Account.find(choice.credentials(), environment);
        Connection connection = Connection.of(account, Connection.Endpoint.find(environment));
        return new GoogleSheet(address, connection, patience, isConfirmed, choice.repair());
    }

    @Override
    public String csv(Row row) {
        return CsvSheet.text(row);
    }

    @Override
    public Ledger ledger(Path state) {
        Ledger ledger = Ledger.open(state, clock);
        if (!isWarned.getAndSet(true)) {
            warnIfNotKept(state);
        }
        return ledger;
    }

    private static void warnIfNotKept(Path state) {
        try {
            String type = Files.getFileStore(state).type();
            if (FLEETING.contains(type)) {
                LoggerFactory.getLogger(MainParts.class)
                        .warn(
                                "the state in {} is on a file system ({}) that goes with its container or machine;"
                                        + " put it on a volume, or name another folder with --state or KPI_STATE",
                                state,
                                type);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    // Drivers write to the log of the JDK.
    private static void joinLogs() {
        SLF4JBridgeHandler.removeHandlersForRootLogger();
        SLF4JBridgeHandler.install();
    }
}
