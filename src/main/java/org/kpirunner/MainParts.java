package org.kpirunner;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.kpirunner.catalog.CatalogFolder;
import org.kpirunner.engine.Engine;
import org.kpirunner.engine.embedded.EmbeddedEngine;
import org.kpirunner.ledger.Ledger;
import org.kpirunner.problem.KpiException;
import org.kpirunner.problem.Reason;
import org.kpirunner.run.EngineChoice;
import org.kpirunner.run.Parts;
import org.kpirunner.run.SheetChoice;
import org.kpirunner.sheet.Row;
import org.kpirunner.sheet.Sheet;
import org.kpirunner.sheet.SheetAddress;
import org.kpirunner.sheet.csv.CsvSheet;
import org.kpirunner.sheet.xlsx.XlsxSheet;
import org.slf4j.bridge.SLF4JBridgeHandler;

/** The real engines, sheets and ledger. */
final class MainParts implements Parts {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Map<String, String> environment;
    private final Clock clock;

    MainParts(Map<String, String> environment, Clock clock) {
        this.environment = environment;
        this.clock = clock;
    }

    @Override
    public Engine engine(EngineChoice choice) {
        joinLogs();
        if (choice.name().equals("trino")) {
            throw new KpiException(Reason.NOT_SUPPORTED, "the engine trino is not built yet");
        }
        return new EmbeddedEngine(CatalogFolder.list(choice.catalogs(), environment), choice.parallel());
    }

    @Override
    public List<Sheet> sheets(SheetChoice choice) {
        return choice.addresses().stream()
                .map(address -> sheet(SheetAddress.parse(address, choice.tab()), choice))
                .toList();
    }

    private static Sheet sheet(SheetAddress address, SheetChoice choice) {
        return switch (address.kind()) {
            case CSV -> new CsvSheet(Path.of(address.place()), choice.repair(), PATIENCE);
            case XLSX -> new XlsxSheet(Path.of(address.place()), address.tab(), choice.repair(), PATIENCE);
            case GOOGLE ->
                throw new KpiException(Reason.NOT_SUPPORTED, address + ": this kind of sheet is not built yet");
        };
    }

    @Override
    public String csv(Row row) {
        return CsvSheet.text(row);
    }

    @Override
    public Ledger ledger(Path state) {
        return Ledger.open(state, clock);
    }

    // Drivers write to the log of the JDK.
    private static void joinLogs() {
        SLF4JBridgeHandler.removeHandlersForRootLogger();
        SLF4JBridgeHandler.install();
    }
}
