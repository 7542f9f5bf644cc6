package org.kpirunner.run;

import java.nio.file.Path;
import java.util.List;
import java.util.function.BiPredicate;
import org.kpirunner.engine.Engine;
import org.kpirunner.ledger.Ledger;
import org.kpirunner.sheet.Row;
import org.kpirunner.sheet.Sheet;

/** Makes what a run needs, when it needs it; only {@code Main} knows how. */
public interface Parts {
    /** Connects to nothing yet. */
    Engine engine(EngineChoice choice);

    /**
     * In the order of their addresses; each mistake in an address is refused, and nothing is read yet.
     *
     * @param isConfirmed whether a sheet has had the row of a run for over an hour, as the ledger knows
     */
    List<Sheet> sheets(SheetChoice choice, BiPredicate<String, String> isConfirmed);

    /** The same for those who only look. */
    default List<Sheet> sheets(SheetChoice choice) {
        return sheets(choice, (sheet, run) -> false);
    }

    /** The catalogs of a Trino cluster beside those of the choice. */
    ClusterCatalogs clusterCatalogs(EngineChoice choice, Path state);

    /** The header line and the row as a CSV sheet would have them. */
    String csv(Row row);

    /** Opens the ledger of a folder, and creates both where they do not exist. */
    Ledger ledger(Path state);
}
