package org.kpirunner.engine.embedded.postgres;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.calcite.rel.RelNode;
import org.kpirunner.catalog.PostgresSource;
import org.kpirunner.dialect.PassThrough;
import org.kpirunner.engine.Cancellation;
import org.kpirunner.engine.Probe;
import org.kpirunner.engine.embedded.Sight;
import org.kpirunner.engine.embedded.Source;
import org.kpirunner.engine.embedded.operator.Fragment;
import org.kpirunner.engine.embedded.planning.Planner;
import org.kpirunner.engine.pushdown.TableMetadata;
import org.kpirunner.engine.pushdown.TableName;
import org.kpirunner.engine.trino.Shortcuts;
import org.kpirunner.problem.KpiException;

/** A Postgres database as a source: what it can compute goes to it as one statement. */
public final class Postgres implements Source {
    /** More than one query has open at a time; connections are opened only when they are needed. */
    private static final int STATEMENTS_OF_A_QUERY = 8;

    private final PostgresConnections connections;
    private final PostgresTables tables;

    public Postgres(PostgresSource source, int connections) {
        this.connections = new PostgresConnections(source, connections * STATEMENTS_OF_A_QUERY);
        this.tables = new PostgresTables(this.connections);
    }

    @Override
    public String catalog() {
        return connections.source().catalog();
    }

    @Override
    public Map<TableName, TableMetadata> tables(Collection<TableName> names, Cancellation cancellation) {
        return tables.read(names, cancellation);
    }

    @Override
    public PassThrough.Function passes() {
        return PassThrough.Function.QUERY;
    }

    @Override
    public TableMetadata passed(PassThrough asked, TableName name, Cancellation cancellation) {
        return tables.passed(asked, name, cancellation);
    }

    @Override
    public List<TableName> tableNames(Cancellation cancellation) {
        return tables.names(cancellation);
    }

    @Override
    public Fragment push(RelNode part) {
        return pushed(part, PostgresSnapshot.none(connections));
    }

    @Override
    public Fragment push(RelNode part, Sight sight) {
        return pushed(part, sight.of(connections));
    }

    private static Fragment pushed(RelNode part, PostgresSnapshot snapshot) {
        return new PostgresFragment(snapshot, PostgresStatement.of(part), part.getRowType());
    }

    /** A plan as a statement whose values Trino reads as this engine does, in whatever order; empty if it can't. */
    public Optional<Shortcuts.Statement> statement(Planner.Planned planned) {
        return PlainStatement.of(catalog(), planned);
    }

    @Override
    public Probe probe() {
        try (Connection connection = connections.open()) {
            String version = connection.getMetaData().getDatabaseProductVersion();
            return new Probe(
                    catalog(),
                    "postgresql " + version + " at " + connections.source().address(),
                    Optional.empty());
        } catch (KpiException e) {
            return new Probe(catalog(), "cannot be asked", Optional.of(e));
        } catch (SQLException e) {
            KpiException problem = PostgresErrors.asking(connections.source(), e);
            return new Probe(catalog(), "cannot be asked", Optional.of(problem));
        }
    }

    @Override
    public void close() {
        connections.close();
    }
}
