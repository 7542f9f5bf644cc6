package org.kpirunner.bench;

import java.util.List;

/** The section of bench/RESULTS.md. */
final class Results {
    private Results() {}

    static String text(List<Measured> all, int users, int documents, int runs) {
        StringBuilder text = new StringBuilder(
                """
                ## Classes of queries

                `bench/queries`: %,d rows in Postgres 16, %,d documents in Elasticsearch 8.7.1, Trino 476, all on one machine
                of %d cores. Medians of up to %d runs in ms, after as many as 100 that warm up the process that asks (1 s by hand
                and on Trino, 3 s embedded); everybody's caches of whole answers are off. "First" is the embedded engine's
                first query in a cold process, "by hand" is the best request written for the source.
                To reach: within 1.3 times by hand + 15 ms on one source, never slower than Trino, under 400 MB at most; "×"
                is how many times faster than Trino it shall be, where Trino's plan below computes what the source could.
                Trino is asked once where that takes more than 5 s, and is given up where a "&gt;" stands.

                | of | class | by hand | embedded | first | Trino | embedded / by hand | Trino / embedded | Trino / by hand | × | × reached | MB | reached |
                | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |
                """.formatted(users, documents, Runtime.getRuntime().availableProcessors(), runs));
        all.forEach(one -> text.append(one.row()).append('\n'));
        text.append("""

                What Trino's own EXPLAIN says that it computes itself (what it pushes down is gone from there):

                | of | class | steps |
                | --- | --- | --- |
                """);
        all.forEach(one -> text.append(
                "| %s | %s | %s |\n".formatted(one.query().of(), one.query().name(), one.steps())));
        return text.toString().stripTrailing();
    }
}
