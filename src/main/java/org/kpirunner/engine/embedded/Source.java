package org.kpirunner.engine.embedded;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.apache.calcite.rel.RelNode;
import org.kpirunner.dialect.PassThrough;
import org.kpirunner.engine.Cancellation;
import org.kpirunner.engine.Probe;
import org.kpirunner.engine.embedded.operator.Fragment;
import org.kpirunner.engine.pushdown.NotPushable;
import org.kpirunner.engine.pushdown.TableMetadata;
import org.kpirunner.engine.pushdown.TableName;

/** A database behind a catalog: it tells its tables, and computes the parts of plans that it can. */
public interface Source extends AutoCloseable {
    String catalog();

    /**
     * Those of the named tables that exist, each under the name that was asked for, whose case does not matter; one
     * request for all. Throws a {@link org.kpirunner.problem.KpiException} if the source can't be asked.
     */
    Map<TableName, TableMetadata> tables(Collection<TableName> names, Cancellation cancellation);

    /** The questions that it gets as they are written. */
    PassThrough.Function passes();

    /**
     * What the answer to such a question looks like.
     *
     * @throws org.kpirunner.problem.KpiException if it can't be asked this one
     */
    TableMetadata passed(PassThrough asked, TableName name, Cancellation cancellation);

    /** Every table that there is, to suggest the nearest one. */
    List<TableName> tableNames(Cancellation cancellation);

    /**
     * The part of a plan as this source computes it; all tables in it are of this catalog. The row type of the
     * fragment is the one of the part.
     *
     * @throws NotPushable if it can't compute all of it
     */
    Fragment push(RelNode part);

    /** The same, which sees what its run sees. */
    default Fragment push(RelNode part, Sight sight) {
        return push(part);
    }

    /** Asks whether it can be reached and read. */
    Probe probe();

    @Override
    void close();
}
