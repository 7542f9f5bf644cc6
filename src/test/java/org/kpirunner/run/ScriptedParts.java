package org.kpirunner.run;

import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.BiPredicate;
import java.util.function.Consumer;
import org.kpirunner.engine.Engine;
import org.kpirunner.engine.Outcome;
import org.kpirunner.ledger.Ledger;
import org.kpirunner.plan.Plan;
import org.kpirunner.sheet.Row;
import org.kpirunner.sheet.Sheet;
import org.kpirunner.sheet.csv.CsvSheet;

/** Parts that a test holds in its hands; the ledger is real. */
public final class ScriptedParts implements Parts {
    public BiConsumer<Plan, Consumer<Outcome>> engine = (plan, outcomes) -> {};
    private final List<? extends Sheet> sheets;
    private final Clock clock;

    public ScriptedParts(Clock clock, Sheet... sheets) {
        this.clock = clock;
        this.sheets = List.of(sheets);
    }

    @Override
    public Engine engine(EngineChoice choice) {
        return new ScriptedEngine((plan, outcomes) -> engine.accept(plan, outcomes));
    }

    @Override
    public List<Sheet> sheets(SheetChoice choice, BiPredicate<String, String> isConfirmed) {
        return choice.addresses().isEmpty() ? List.of() : List.copyOf(sheets);
    }

    @Override
    public ClusterCatalogs clusterCatalogs(EngineChoice choice, Path state) {
        throw new UnsupportedOperationException();
    }

    @Override
    public String csv(Row row) {
        return CsvSheet.text(row);
    }

    @Override
    public Ledger ledger(Path state) {
        return Ledger.open(state, clock);
    }
}
