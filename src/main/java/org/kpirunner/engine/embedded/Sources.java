package org.kpirunner.engine.embedded;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.kpirunner.catalog.Catalogs;
import org.kpirunner.catalog.ElasticsearchSource;
import org.kpirunner.catalog.OtherSource;
import org.kpirunner.catalog.PostgresSource;
import org.kpirunner.engine.embedded.postgres.Postgres;
import org.kpirunner.problem.KpiException;
import org.kpirunner.problem.Mistake;
import org.kpirunner.problem.MistakesException;
import org.kpirunner.problem.Reason;

/** The sources behind the catalogs, made when they are first asked for. */
final class Sources implements AutoCloseable {
    private final Catalogs catalogs;
    private final int parallel;
    private final Map<String, Source> sources = new TreeMap<>();

    Sources(Catalogs catalogs, int parallel) {
        this.catalogs = catalogs;
        this.parallel = parallel;
    }

    /** The source of a catalog, named without regard to case. */
    synchronized Source get(String catalog) {
        String name = catalog.toLowerCase(Locale.ROOT);
        Source known = sources.get(name);
        if (known == null) {
            known = made(catalogs.source(name));
            sources.put(name, known);
        }
        return known;
    }

    /**
     * Reads the files of catalogs before anything is asked; what else keeps a source from being used fails the KPIs that
     * need it.
     *
     * @throws MistakesException all that is wrong with the files
     */
    void read(Set<String> names) {
        List<Mistake> mistakes = new ArrayList<>();
        for (String name : names) {
            try {
                get(name);
            } catch (MistakesException wrong) {
                mistakes.addAll(wrong.mistakes());
            } catch (KpiException another) {
                // Said when a KPI asks for it.
            }
        }
        if (!mistakes.isEmpty()) {
            throw new MistakesException(mistakes);
        }
    }

    private Source made(org.kpirunner.catalog.Source source) {
        if (source instanceof PostgresSource postgres) {
            return new Postgres(postgres, parallel);
        }
        if (source instanceof ElasticsearchSource elasticsearch) {
            return new ElasticsearchCluster(elasticsearch);
        }
        OtherSource other = (OtherSource) source;
        throw new KpiException(
                Reason.NOT_SUPPORTED,
                "catalog \"" + other.catalog() + "\" has " + other.because()
                        + ", which the embedded engine does not know; it knows postgresql and elasticsearch, and"
                        + " --engine trino all that the cluster knows");
    }

    @Override
    public synchronized void close() {
        List<RuntimeException> failures = new ArrayList<>();
        for (Source source : sources.values()) {
            try {
                source.close();
            } catch (RuntimeException e) {
                failures.add(e);
            }
        }
        if (!failures.isEmpty()) {
            throw failures.get(0);
        }
    }
}
