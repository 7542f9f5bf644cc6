package org.kpirunner.engine.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kpirunner.catalog.CatalogFolder;
import org.kpirunner.engine.Workload;
import org.kpirunner.fixture.ElasticsearchServer;
import org.kpirunner.fixture.PostgresDatabase;
import org.kpirunner.fixture.Servers;
import org.kpirunner.plan.Step;

/** What {@code kpi explain --analyze} tells of a query over both sources, but for how long it took. */
class ExplainIT {
    private static final String MAPPING = """
            {"settings": {"number_of_replicas": 0}, "mappings": {"properties": {"who": {"type": "keyword"},
             "note": {"type": "text", "fields": {"keyword": {"type": "keyword", "ignore_above": 256}}}}}}""";

    private static final String EXPLAINED = """
            SELECT p.city, COUNT(*) FROM es.default."logs" AS e JOIN pg.public.person AS p ON e.who = p.name\
             WHERE p.city = 'Riga' AND e.note IS NULL GROUP BY p.city

            first, as its answer narrows down what is asked next:
              sent to pg, about 2 rows; 2 rows in 0.0 ms:
                SELECT "person"."name", "person"."city" FROM "public"."person" WHERE ("person"."city" = 'Riga')
            at last, with what was answered in its place:
              computed here: group by city: count(*); 1 row in 0.0 ms
                computed here: columns city; 1 row in 0.0 ms
                  computed here: inner join on who = name; 1 row in 0.0 ms
                    sent to es, about 1 row; 1 row in 0.0 ms:
                      POST logs/_search {"query":{"bool":{"filter":[{"terms":{"who":["b","c"]}}],"must_not":[{"exists":\
            {"field":"note"}}]}},"track_total_hits":false,"docvalue_fields":["who"],"_source":{"includes":["note"]}}
                    what was answered before; 2 rows in 0.0 ms
            warning: documents are read one by one from es, about 1 row; what is not counted or grouped there has to come\
             here""";

    private static final String COMPUTED_HERE = """
            SELECT city, n, rank() OVER (PARTITION BY n > 1 ORDER BY n DESC) AS r FROM (
              SELECT upper(p.city) AS city, count(*) AS n
              FROM pg.public.person AS p JOIN other.public.person AS o ON upper(p.name) = upper(o.name)
              WHERE lower(p.name) IN ('a', 'b', 'c', 'd') AND NOT (lower(p.city) LIKE 'b%' OR lower(p.city) = 'x')
              GROUP BY 1)
            ORDER BY n DESC LIMIT 2""";

    private static final String COMPUTED_HERE_EXPLAINED = """
            first, as its answer narrows down what is asked next:
              computed here: columns upper(name)
                sent to other, about 3 rows:
                  SELECT "person"."name" FROM "public"."person"
            at last, with what was answered in its place:
              computed here: sort by n DESC, limit 2
                computed here: columns city, n, rank() OVER (PARTITION BY n > 1 ORDER BY n DESC) AS r
                  computed here: group by city: count(*)
                    computed here: columns upper(city) AS city
                      computed here: inner join on upper(name) = (answered before)
                        computed here: columns city, upper(name)
                          computed here: filter by (lower(name) = 'a' OR lower(name) = 'b' OR lower(name) = 'c'\
             OR lower(name) = 'd') AND NOT (lower(city) LIKE 'b%' OR lower(city) = 'x') AND upper(name) = '…'
                            sent to pg:
                              SELECT "person"."name", "person"."city" FROM "public"."person"
                        what was answered before""";

    @Test
    void analyzedQueryShowsWhatWasSentAndWhatItMoved(@TempDir Path catalogs) {
        ElasticsearchServer elasticsearch = Servers.elasticsearch();
        String index = elasticsearch.uniqueName("explained");
        elasticsearch.create(index, MAPPING);
        elasticsearch.index(
                index, List.of("{\"who\": \"b\", \"note\": \"x\"}", "{\"who\": \"b\"}", "{\"who\": \"d\"}"));
        try (PostgresDatabase database = Servers.postgres().createDatabase("explained")) {
            database.execute("CREATE TABLE person (name text, city text);"
                    + " INSERT INTO person VALUES ('a', 'Bilbao'), ('b', 'Riga'), ('c', 'Riga'); ANALYZE person");
            CatalogFolder folder = Workload.catalogs(
                    catalogs,
                    Map.of("pg", database.catalogProperties(), "es", elasticsearch.catalogProperties("default")));
            String sql = "SELECT p.city, COUNT(*) FROM es.default.\"" + index + "\" AS e JOIN pg.public.person AS p"
                    + " ON e.who = p.name WHERE p.city = 'Riga' AND e.note IS NULL GROUP BY p.city";
            try (EmbeddedEngine engine = new EmbeddedEngine(folder, 1)) {
                Step step = Workload.plan(List.of(sql)).steps().get(0);
                String explained = String.join("\n", engine.explain(step, true));

                assertThat(explained.replace(index, "logs").replaceAll(" in \\d+\\.\\d ms", " in 0.0 ms"))
                        .isEqualTo(EXPLAINED);
            }
        } finally {
            elasticsearch.send("DELETE", "/" + index, "");
        }
    }

    @Test
    void whatIsComputedHereReadsAsInAQuery(@TempDir Path catalogs) {
        try (PostgresDatabase database = Servers.postgres().createDatabase("explained")) {
            database.execute("CREATE TABLE person (name text, city text);"
                    + " INSERT INTO person VALUES ('a', 'Bilbao'), ('b', 'Riga'), ('c', 'Riga'); ANALYZE person");
            String properties = database.catalogProperties();
            CatalogFolder folder = Workload.catalogs(catalogs, Map.of("pg", properties, "other", properties));
            try (EmbeddedEngine engine = new EmbeddedEngine(folder, 1)) {
                Step step = Workload.plan(List.of(COMPUTED_HERE)).steps().get(0);

                assertThat(String.join("\n", engine.explain(step, false))).endsWith(COMPUTED_HERE_EXPLAINED);
            }
        }
    }
}
