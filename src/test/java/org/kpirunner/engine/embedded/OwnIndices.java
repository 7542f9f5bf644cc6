package org.kpirunner.engine.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.kpirunner.catalog.CatalogFolder;
import org.kpirunner.engine.Workload;
import org.kpirunner.fixture.ElasticsearchServer;
import org.kpirunner.fixture.Servers;

/** Indices of one test, whose queries and requests call them {@code @name}. */
final class OwnIndices implements AutoCloseable {
    private final ElasticsearchServer server = Servers.elasticsearch();
    private final String suffix = server.uniqueName("");
    private final List<String> made = new ArrayList<>();
    private final Path catalogs;
    private final String declared;

    /**
     * @param catalogs an empty folder
     * @param declared the lines of the catalog that begin with {@code #kpi:}
     */
    OwnIndices(Path catalogs, String declared) {
        this.catalogs = catalogs;
        this.declared = declared;
    }

    int majorVersion() {
        return server.majorVersion();
    }

    private String named(String text) {
        return text.replaceAll("@([a-z]+)", "$1" + suffix);
    }

    /** The body has settings and mappings; each line of the documents is one. */
    void create(String name, String body, String documents) {
        String index = named("@" + name);
        server.create(index, body);
        made.add(index);
        server.index(index, documents.lines().toList());
    }

    void send(String method, String path, String body) {
        server.send(method, named(path), named(body));
    }

    /** Each query is followed by the values of its answer in a line, or by why there are none. */
    void assertAnswers(String... queriesAndAnswers) {
        Map<String, String> expected = new LinkedHashMap<>();
        for (int i = 0; i < queriesAndAnswers.length; i += 2) {
            expected.put(queriesAndAnswers[i], queriesAndAnswers[i + 1]);
        }
        assertAnswers(expected);
    }

    void assertAnswers(Map<String, String> expected) {
        Map<String, String> found = new LinkedHashMap<>();
        try (EmbeddedEngine engine = engine()) {
            for (String sql : expected.keySet()) {
                found.put(
                        sql,
                        Workload.values(engine, Workload.plan(List.of(asked(sql))))
                                .getOrDefault("k0", ""));
            }
        }
        assertThat(found).isEqualTo(expected);
    }

    /** All that is told of a query, without the names that only this test knows. */
    String outcome(String sql) {
        try (EmbeddedEngine engine = engine()) {
            return Workload.outcomes(engine, Workload.plan(List.of(asked(sql))))
                    .getOrDefault("k0", "")
                    .replace(suffix, "")
                    .replace(server.host() + ":" + server.port(), "host");
        }
    }

    private EmbeddedEngine engine() {
        String properties = server.catalogProperties("default") + "\n" + named(declared) + "\n";
        CatalogFolder folder = Workload.catalogs(catalogs, Map.of("es", properties));
        return new EmbeddedEngine(folder, 2);
    }

    private String asked(String sql) {
        return named(sql.replaceAll(" FROM (@[a-z]+)", " FROM es.default.\"$1\" AS t"));
    }

    @Override
    public void close() {
        made.forEach(index -> server.send("DELETE", "/" + index, ""));
    }
}
