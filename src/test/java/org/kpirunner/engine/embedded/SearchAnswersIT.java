package org.kpirunner.engine.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.kpirunner.catalog.ElasticsearchSource;
import org.kpirunner.dialect.Query;
import org.kpirunner.engine.Cancellation;
import org.kpirunner.engine.Workload;
import org.kpirunner.engine.embedded.across.Federation;
import org.kpirunner.engine.embedded.operator.Measuring;
import org.kpirunner.engine.embedded.operator.Rows;
import org.kpirunner.engine.embedded.planning.NamedTables;
import org.kpirunner.engine.embedded.planning.Planner;
import org.kpirunner.engine.pushdown.SourceTable;
import org.kpirunner.engine.pushdown.TableName;
import org.kpirunner.engine.pushdown.search.IndexTable;
import org.kpirunner.fixture.ElasticsearchServer;
import org.kpirunner.fixture.Servers;
import org.kpirunner.problem.KpiException;

/** What an index answers is what its documents say, whatever the query and the documents are. */
@Tag("elasticsearch")
class SearchAnswersIT {
    private static final int DOCUMENTS = 400;
    private static final int QUERIES = Integer.getInteger("search.queries", 300);

    private final ElasticsearchServer server = Servers.elasticsearch();

    @ParameterizedTest
    @CsvSource({"1, false", "2, true"})
    void indexAnswersWhatTheDocumentsSay(long seed, boolean dirty) {
        Random random = new Random(Long.getLong("search.seed", seed));
        boolean hasNanoseconds = server.majorVersion() >= 7;
        RandomDocuments made = new RandomDocuments(random, dirty, hasNanoseconds);
        List<RandomDocuments.Document> documents = made.list(DOCUMENTS);
        String index = index(made, documents);
        RandomQuery queries = new RandomQuery(
                random, documents.stream().map(RandomDocuments.Document::values).toList());
        try (ElasticsearchCluster cluster = new ElasticsearchCluster(source(index))) {
            TableName name = new TableName("default", index);
            IndexTable table = (IndexTable) Objects.requireNonNull(
                    cluster.tables(List.of(name), new Cancellation()).get(name));
            for (int i = 0; i < QUERIES; i++) {
                RandomQuery.Query query = random.nextBoolean() ? queries.documents() : queries.groups();
                try {
                    assertSame(query, answer(cluster, table, query.sql()));
                } catch (KpiException e) {
                    throw new AssertionError(query.sql(), e);
                }
            }
        }
    }

    private String index(RandomDocuments kind, List<RandomDocuments.Document> documents) {
        String index = server.uniqueName("answers");
        server.create(index, "{\"settings\": " + RandomDocuments.SETTINGS + ", \"mappings\": " + kind.mapping() + "}");
        server.index(
                index, documents.stream().map(RandomDocuments.Document::json).toList());
        return index;
    }

    private ElasticsearchSource source(String index) {
        return Workload.elasticsearch(
                server, "#kpi: arrays default." + index + ".roles", "#kpi: column default." + index + ".later varchar");
    }

    /** The rows of a query over a table that it calls {@code t}. */
    private static List<List<@Nullable Object>> answer(ElasticsearchCluster cluster, IndexTable table, String sql) {
        List<String> name =
                List.of("elastic", table.name().schema(), table.name().table());
        String from = name.stream().map(part -> '"' + part + '"').collect(Collectors.joining(".", " FROM ", " AS t"));
        Planner.Planned planned = Planner.plan(
                Query.parse(sql.replace(" FROM t", from)),
                new NamedTables(Map.of(name, new SourceTable("elastic", table))));
        List<List<@Nullable Object>> answer = new ArrayList<>();
        try (Rows rows = new Federation(
                        (catalog, part) -> cluster.push(part),
                        new Cancellation(),
                        Memory.ofDefaultSize(),
                        Measuring.NONE)
                .open(planned.plan())) {
            for (@Nullable Object[] row = rows.next(); row != null; row = rows.next()) {
                answer.add(Arrays.asList(row));
            }
        }
        return answer;
    }

    private static void assertSame(RandomQuery.Query query, List<List<@Nullable Object>> answer) {
        List<List<@Nullable Object>> expected = sorted(query.answer());
        List<List<@Nullable Object>> actual = sorted(answer);
        assertThat(actual).as(query.sql()).hasSameSizeAs(expected);
        for (int i = 0; i < expected.size(); i++) {
            for (int j = 0; j < expected.get(i).size(); j++) {
                Object want = expected.get(i).get(j);
                Object got = actual.get(i).get(j);
                String where = query.sql() + "\nrow " + i + ": " + actual.get(i) + " for " + expected.get(i);
                if (want instanceof Double real && got instanceof Double found) {
                    assertThat(found).as(where).isCloseTo(real, within(Math.max(1, Math.abs(real)) * 1e-6));
                } else if (want instanceof BigDecimal sum && got instanceof Long found) {
                    assertThat(BigDecimal.valueOf(found)).as(where).isEqualByComparingTo(sum);
                } else {
                    assertThat(got).as(where).isEqualTo(want);
                }
            }
        }
    }

    private static List<List<@Nullable Object>> sorted(List<List<@Nullable Object>> rows) {
        List<List<@Nullable Object>> sorted = new ArrayList<>(rows);
        sorted.sort(Comparator.comparing(SearchAnswersIT::text));
        return sorted;
    }

    private static String text(List<@Nullable Object> row) {
        StringBuilder text = new StringBuilder();
        for (Object value : row) {
            Object shown = value instanceof Double real ? (Object) Math.round(real * 1000) : value;
            text.append(shown == null ? "" : "=" + shown).append('|');
        }
        return text.toString();
    }
}
