package org.kpirunner.engine.embedded;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.apache.calcite.rel.RelNode;
import org.jspecify.annotations.Nullable;
import org.kpirunner.engine.Cancellation;
import org.kpirunner.engine.elasticsearch.ElasticsearchClient;
import org.kpirunner.engine.elasticsearch.Json;
import org.kpirunner.engine.elasticsearch.Query;
import org.kpirunner.engine.elasticsearch.group.GroupSearch;
import org.kpirunner.engine.elasticsearch.group.Groups;
import org.kpirunner.engine.elasticsearch.search.DocumentSearch;
import org.kpirunner.engine.elasticsearch.search.Documents;
import org.kpirunner.engine.elasticsearch.search.Proof;
import org.kpirunner.engine.elasticsearch.search.Unproven;
import org.kpirunner.engine.embedded.execution.Operators;
import org.kpirunner.engine.embedded.operator.Fragment;
import org.kpirunner.engine.embedded.operator.FragmentScan;
import org.kpirunner.engine.embedded.operator.Rows;
import org.kpirunner.engine.pushdown.NotPushable;
import org.kpirunner.engine.pushdown.search.SearchPlan;
import org.kpirunner.engine.pushdown.search.SearchPushdown;
import org.kpirunner.problem.Reason;

/** What one search computes; where the index turns out not to be up to it, documents are read and computed here. */
final class SearchFragment implements Fragment {
    private final ElasticsearchClient client;
    private final SearchSight sight;
    private final SearchPlan plan;

    private SearchFragment(ElasticsearchClient client, SearchSight sight, SearchPlan plan) {
        this.client = client;
        this.sight = sight;
        this.plan = plan;
    }

    /** Puts a search in the place of what it computes. */
    static RelNode scan(ElasticsearchClient client, SearchSight sight, SearchPlan plan) {
        return new FragmentScan(plan.replaced().getCluster(), plan.rowType(), new SearchFragment(client, sight, plan));
    }

    @Override
    public String catalog() {
        return client.source().catalog();
    }

    @Override
    public List<String> describe() {
        List<String> lines = new ArrayList<>(plan.describe());
        for (Proof proof : plan.proofs()) {
            lines.add("if " + proof.claim() + " (asked at the same time; else documents are read)");
        }
        return lines;
    }

    @Override
    public long estimate(Cancellation cancellation) {
        if (plan instanceof SearchPlan.Documents documents) {
            DocumentSearch search = documents.search();
            return Math.min(search.limit(), count(search.target(), search.query(), cancellation));
        }
        GroupSearch search = ((SearchPlan.Groups) plan).search();
        if (search.top().isPresent()) {
            return search.top().getAsInt() + 1L;
        }
        return search.keys().isEmpty()
                ? 1
                : Math.min(count(search.target(), search.query(), cancellation), groups(search, cancellation));
    }

    @Override
    public boolean isScan() {
        return plan instanceof SearchPlan.Documents documents
                && documents.search().limit() == DocumentSearch.NO_LIMIT;
    }

    /** About how many groups there are, if the keys have nothing to do with each other. */
    private long groups(GroupSearch search, Cancellation cancellation) {
        if (search.keys().stream().anyMatch(key -> key.interval().isPresent())) {
            return Long.MAX_VALUE;
        }
        ObjectNode keys = Json.object();
        search.keys()
                .forEach(key -> keys.set(
                        key.column(), Json.object("cardinality", Json.object().put("field", key.column()))));
        ObjectNode body = Json.object("query", search.query().asFilter());
        body.put("size", 0);
        body.set("aggs", keys);
        JsonNode counts = client.post(path(search.target(), "_search"), Map.of(), body, cancellation)
                .body()
                .path("aggregations");
        long product = 1;
        for (JsonNode count : counts) {
            product = Math.min(Integer.MAX_VALUE, product * (count.path("value").asLong() + 1));
        }
        return product;
    }

    private static String path(String target, String operation) {
        return "/" + ElasticsearchClient.encode(target) + "/" + operation;
    }

    private long count(String target, Query query, Cancellation cancellation) {
        return client.post(path(target, "_count"), Map.of(), Json.object("query", query.asFilter()), cancellation)
                .body()
                .path("count")
                .asLong();
    }

    @Override
    public Rows open(Cancellation cancellation) {
        try {
            return search(cancellation);
        } catch (Unproven e) {
            return Operators.open(otherwise(e.paths()), cancellation);
        }
    }

    @Override
    public Rows openAsTold(Cancellation cancellation) {
        try {
            return search(cancellation);
        } catch (Unproven e) {
            throw new NotPushable(String.valueOf(e.getMessage()));
        }
    }

    /** The same rows, without asking the index what it can't tell about these fields. */
    private RelNode otherwise(Set<String> paths) {
        Set<String> distrusted = new LinkedHashSet<>(plan.distrusted());
        distrusted.addAll(paths);
        return new SearchPushdown(smaller -> scan(client, sight, smaller), distrusted).pushMost(plan.replaced());
    }

    private Rows search(Cancellation cancellation) {
        if (plan instanceof SearchPlan.Documents documents) {
            Documents found =
                    Documents.open(client, sight.snapshots(), documents.search(), plan.proofs(), cancellation);
            return rows(found::next, found::close, cancellation);
        }
        SearchPlan.Groups groups = (SearchPlan.Groups) plan;
        Groups found = Groups.open(client, sight.snapshots(), groups.search(), plan.proofs(), cancellation);
        return rows(found::next, found::close, cancellation);
    }

    private Rows rows(Supplier<@Nullable Object @Nullable []> next, Runnable close, Cancellation cancellation) {
        return new Rows() {
            private boolean isChecked;

            @Override
            public @Nullable Object @Nullable [] next() {
                @Nullable Object[] row = next.get();
                if (!isChecked) {
                    isChecked = true;
                    checkMapping(cancellation);
                }
                return row;
            }

            @Override
            public void close() {
                close.run();
            }
        };
    }

    /** What the first answer comes from must be what the search was made for. */
    private void checkMapping(Cancellation cancellation) {
        if (!sight.stillHolds(plan.table(), cancellation)) {
            throw client.failures()
                    .problem(
                            Reason.QUERY_FAILED,
                            "changed the mapping of \"" + plan.table().mapping().target()
                                    + "\" while the query ran; run it again");
        }
    }
}
