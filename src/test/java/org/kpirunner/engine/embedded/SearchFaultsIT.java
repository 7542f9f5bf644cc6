package org.kpirunner.engine.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.calcite.rel.RelNode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.kpirunner.catalog.ElasticsearchSource;
import org.kpirunner.dialect.Query;
import org.kpirunner.engine.Cancellation;
import org.kpirunner.engine.Workload;
import org.kpirunner.engine.elasticsearch.ElasticsearchClient;
import org.kpirunner.engine.embedded.across.Federation;
import org.kpirunner.engine.embedded.operator.Fragment;
import org.kpirunner.engine.embedded.operator.Measuring;
import org.kpirunner.engine.embedded.operator.Rows;
import org.kpirunner.engine.embedded.planning.NamedTables;
import org.kpirunner.engine.embedded.planning.Planner;
import org.kpirunner.engine.pushdown.SourceTable;
import org.kpirunner.engine.pushdown.TableName;
import org.kpirunner.fixture.ElasticsearchServer;
import org.kpirunner.fixture.Servers;
import org.kpirunner.fixture.Waiting;
import org.kpirunner.problem.KpiException;
import org.kpirunner.problem.Reason;

/** When something goes wrong at the server there is a reason, and never a wrong number. */
@Tag("elasticsearch")
class SearchFaultsIT {
    private static final String KEYWORD = """
            {"settings": {"number_of_replicas": 0}, "mappings": {"properties": {"k": {"type": "keyword"}}}}""";
    private static final String TEXT = """
            {"settings": {"number_of_replicas": 0}, "mappings": {"properties": {"k": {"type": "text"}}}}""";
    private static final String NOWHERE = """
            {"settings": {"number_of_replicas": 0, "index.routing.allocation.include._name": "nobody"},
             "mappings": {"properties": {"k": {"type": "keyword"}}}}""";

    private final ElasticsearchServer server = Servers.elasticsearch();
    private final String index = server.uniqueName("faults");
    private final ElasticsearchSource source = Workload.elasticsearch(server);
    private final ElasticsearchCluster cluster = new ElasticsearchCluster(source);

    @AfterEach
    void removeIndices() {
        cluster.close();
        Stream.of(index, index + "-1", index + "-2")
                .filter(name -> server.exists("/" + name))
                .forEach(name -> server.send("DELETE", "/" + name, ""));
    }

    @Test
    void answerOfSomeShardsIsNoAnswer() {
        server.create(index + "-1", KEYWORD);
        server.index(index + "-1", List.of("{\"k\": \"a\"}"));
        server.create(index + "-2?wait_for_active_shards=0", NOWHERE);

        for (String query : List.of(
                "SELECT COUNT(*) FROM t",
                "SELECT k FROM t",
                "SELECT k, COUNT(*) FROM t GROUP BY k",
                "SELECT COUNT(DISTINCT k) FROM t",
                "SELECT k FROM t ORDER BY k LIMIT 1")) {
            assertThatThrownBy(() -> answer(plan(query, index + "-*")))
                    .as(query)
                    .isInstanceOfSatisfying(
                            KpiException.class,
                            problem -> assertThat(problem.reason()).isEqualTo(Reason.PARTIAL_ANSWER))
                    .hasMessageStartingWith("elastic: elasticsearch at ");
        }
    }

    @Test
    void scanThatTheServerForgetsIsNotTakenForItsEnd() {
        server.create(index, KEYWORD);
        server.index(index, documents(8_000));
        try (Rows rows = open(cluster, plan("SELECT k FROM t", index))) {
            assertThat(rows.next()).isNotNull();

            server.send("POST", "/" + index + "/_close", "");
            server.send("POST", "/" + index + "/_open", "");

            assertThatThrownBy(() -> {
                        while (rows.next() != null) {}
                    })
                    .isInstanceOfSatisfying(
                            KpiException.class,
                            problem ->
                                    assertThat(problem.reason().isTransient()).isTrue());
        }
    }

    @Test
    void stateOfARunThatTheServerLostIsTakenAnew() {
        assumeTrue(server.majorVersion() > 6, "Elasticsearch 6 keeps no state of an index");
        server.create(index, KEYWORD);
        server.index(index, List.of("{\"k\": \"a\"}"));
        Planner.Planned planned = plan("SELECT COUNT(*) FROM t WHERE k = 'a'", index);
        try (Sight sight = new Sight(true)) {
            assertThat(answer(planned, part -> cluster.push(part, sight))).containsExactly(List.of(1L));
            server.index(index, List.of("{\"k\": \"a\"}", "{\"k\": \"a\"}"));
            assertThat(answer(planned, part -> cluster.push(part, sight))).containsExactly(List.of(1L));

            server.send("POST", "/" + index + "/_close", "");
            server.send("POST", "/" + index + "/_open?wait_for_active_shards=1", "");

            assertThatThrownBy(() -> answer(planned, part -> cluster.push(part, sight)))
                    .isInstanceOfSatisfying(
                            KpiException.class,
                            problem ->
                                    assertThat(problem.reason().isTransient()).isTrue());
            assertThat(answer(planned, part -> cluster.push(part, sight))).containsExactly(List.of(2L));
        }
    }

    @Test
    void searchIsRefusedWhenItsMappingChangesBetweenPlanAndRun() {
        server.create(index, KEYWORD);
        List<Planner.Planned> planned = Stream.of(
                        "SELECT COUNT(*) FROM t WHERE k = 'a'",
                        "SELECT _id FROM t WHERE k = 'a'",
                        "SELECT COUNT(*) FROM t WHERE k = 'a' OR k IS NULL")
                .map(query -> plan(query, index))
                .toList();
        server.send("DELETE", "/" + index, "");
        server.create(index, TEXT);
        server.index(index, List.of("{\"k\": \"A or B\"}", "{\"k\": \"a\"}"));

        assertThat(planned)
                .allSatisfy(plan -> assertThatThrownBy(() -> answer(plan))
                        .hasMessage("elastic: elasticsearch at " + source.address() + " changed the mapping of \""
                                + index + "\" while the query ran; run it again"));
    }

    @Test
    void fieldThatIsAddedMeanwhileIsNoReasonToRefuse() {
        server.create(index, KEYWORD);
        Planner.Planned planned = plan("SELECT COUNT(*) FROM t WHERE k = 'a'", index);
        server.index(index, List.of("{\"k\": \"a\", \"more\": {\"of\": \"it\"}}"));

        assertThat(answer(planned)).containsExactly(List.of(1L));
    }

    @Test
    void cancelledSearchIsGoneFromTheServer() throws Exception {
        server.create(index, KEYWORD);
        server.index(index, documentsOfManyValues());
        ObjectNode slow = JsonNodeFactory.instance.objectNode();
        ArrayNode patterns = slow.putObject("query").putObject("bool").putArray("should");
        IntStream.range(0, 1_000)
                .forEach(i -> patterns.addObject().putObject("wildcard").put("k", "*" + i % 10 + "*" + i + "*0*"));
        Cancellation cancellation = new Cancellation();
        try (ElasticsearchClient client = new ElasticsearchClient(source)) {
            client.version(cancellation);
            CompletableFuture<Void> search = CompletableFuture.runAsync(
                    () -> client.post("/" + index + "/_search", Map.of(), slow, cancellation));
            Waiting.until(() -> searches() == 1);

            cancellation.cancel(new KpiException(Reason.TIMEOUT, "no answer within 1s"));

            assertThatThrownBy(search::join).hasRootCauseMessage("no answer within 1s");
            Waiting.until(() -> searches() == 0);
        }
    }

    @Test
    @Tag("chaos")
    void scanOfANodeThatIsKilledFailsAndMayBeTriedAgain() {
        try (ElasticsearchServer mortal = ElasticsearchServer.process();
                ElasticsearchCluster killed = new ElasticsearchCluster(Workload.elasticsearch(mortal))) {
            mortal.create(index, KEYWORD);
            mortal.index(index, documents(8_000));
            try (Rows rows = open(killed, plan(killed, "SELECT k FROM t", index))) {
                assertThat(rows.next()).isNotNull();

                mortal.kill();

                assertThatThrownBy(() -> {
                            while (rows.next() != null) {}
                        })
                        .isInstanceOfSatisfying(
                                KpiException.class,
                                problem -> assertThat(problem.reason().isTransient())
                                        .isTrue());
            }
        }
    }

    private int searches() {
        JsonNode tasks = server.send("GET", "/_tasks?detailed=true&actions=indices:data/read/search", "");
        return (int) tasks.findValuesAsText("description").stream()
                .filter(text -> text.contains(index))
                .count();
    }

    private static List<String> documents(int count) {
        return IntStream.range(0, count).mapToObj(i -> "{\"k\": \"" + i + "\"}").toList();
    }

    /** All of which each pattern is tried on, so that a thousand of them take half a minute. */
    private static List<String> documentsOfManyValues() {
        return IntStream.range(0, 30)
                .mapToObj(i -> IntStream.range(20_000 * i, 20_000 * (i + 1))
                        .mapToObj(Integer::toString)
                        .collect(Collectors.joining("\", \"", "{\"k\": [\"", "\"]}")))
                .toList();
    }

    private Planner.Planned plan(String sql, String target) {
        return plan(cluster, sql, target);
    }

    private static Planner.Planned plan(ElasticsearchCluster cluster, String sql, String target) {
        TableName name = new TableName("default", target);
        SourceTable table = new SourceTable(
                "elastic",
                Objects.requireNonNull(
                        cluster.tables(List.of(name), new Cancellation()).get(name)));
        return Planner.plan(
                Query.parse(sql.replace(" FROM t", " FROM elastic.default.\"" + target + "\"")),
                new NamedTables(Map.of(List.of("elastic", "default", target), table)));
    }

    private static Rows open(ElasticsearchCluster cluster, Planner.Planned planned) {
        return open(cluster::push, planned);
    }

    private static Rows open(Function<RelNode, Fragment> pushdown, Planner.Planned planned) {
        return new Federation(
                        (catalog, part) -> pushdown.apply(part),
                        new Cancellation(),
                        Memory.ofDefaultSize(),
                        Measuring.NONE)
                .open(planned.plan());
    }

    private List<List<Object>> answer(Planner.Planned planned) {
        return answer(planned, cluster::push);
    }

    private static List<List<Object>> answer(Planner.Planned planned, Function<RelNode, Fragment> pushdown) {
        try (Rows rows = open(pushdown, planned)) {
            Stream.Builder<List<Object>> answer = Stream.builder();
            for (Object[] row = rows.next(); row != null; row = rows.next()) {
                answer.add(Arrays.asList(row));
            }
            return answer.build().toList();
        }
    }
}
