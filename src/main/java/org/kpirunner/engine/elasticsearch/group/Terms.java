package org.kpirunner.engine.elasticsearch.group;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.kpirunner.engine.elasticsearch.Json;
import org.kpirunner.engine.elasticsearch.Query;
import org.kpirunner.engine.elasticsearch.Version;
import org.kpirunner.engine.elasticsearch.search.Proof;
import org.kpirunner.engine.elasticsearch.search.Unproven;

/**
 * All groups in one answer, which the server finds much faster than page after page.
 *
 * <p>The answer says whether it has them all. It also proves that no document has several values of a key: such a
 * document would be in several groups, and the groups would have more documents together than there are.
 */
record Terms(Pass pass, Version version) {
    /** Fewer than every server allows in one answer by default. */
    private static final int MOST_OF_ONE = 9_000;

    private static final int MOST_OF_TWO = 94;
    private static final int MOST_OF_THREE = 20;

    /** Where an answer may have 65,536, a server that is asked for more says so. */
    private static final int MANY_OF_ONE = 65_000;

    private static final int MANY_OF_TWO = 1_000;

    private static final int MANY_OF_THREE = 200;
    static final String GROUPS = "groups";

    /** As many buckets of one key as an answer may have by default, and a few less. */
    static int most(Version version) {
        return version.allowsManyBuckets() ? MANY_OF_ONE : MOST_OF_ONE;
    }

    static boolean canFind(Pass pass) {
        List<GroupKey> keys = pass.keys();
        return pass.values().isEmpty()
                && !keys.isEmpty()
                && keys.size() <= 3
                && keys.stream().allMatch(GroupKey::isFoundAtOnce);
    }

    /** Whether the groups of the most documents can be found without the others. */
    static boolean canRank(Pass pass) {
        return canFind(pass)
                && pass.keys().size() == 1
                && pass.keys().get(0).interval().isEmpty();
    }

    /** One search for the groups with all keys, and one for those without one of them. */
    List<ObjectNode> bodies(List<Metric> metrics) {
        ObjectNode without = pass.where(Query.and(pass.query(), Query.not(withAll())))
                .body(metrics, version, Optional.empty())
                .put("track_total_hits", true);
        return List.of(body(metrics), without);
    }

    /** The search for the groups with all keys. */
    ObjectNode body(List<Metric> metrics) {
        ObjectNode aggregations = pass.aggregations(metrics);
        for (int i = pass.keys().size() - 1; i >= 0; i--) {
            ObjectNode group = pass.keys().get(i).aggregation(pass.top().orElse(most()), version);
            if (!aggregations.isEmpty()) {
                group.set("aggs", aggregations);
            }
            aggregations = Json.object(GROUPS, group);
        }
        return pass.query().counting().set("aggs", aggregations);
    }

    private Query withAll() {
        return Query.and(
                pass.keys().stream().map(key -> Query.exists(key.column())).toList());
    }

    /** As many groups as are asked for. */
    int most() {
        boolean many = version.allowsManyBuckets();
        return switch (pass.keys().size()) {
            case 1 -> many ? pass.page(version) : MOST_OF_ONE;
            case 2 -> many ? MANY_OF_TWO : MOST_OF_TWO;
            default -> many ? MANY_OF_THREE : MOST_OF_THREE;
        };
    }

    /**
     * The groups as buckets of a composite aggregation; empty if the answers do not have all of them.
     *
     * @throws Unproven if a document has several values
     */
    Optional<List<JsonNode>> buckets(List<JsonNode> answers) {
        List<JsonNode> without = without(answers);
        return without.size() < Pass.PAGE
                ? found(answers.get(0)).map(buckets -> proven(buckets, without, answers))
                : Optional.empty();
    }

    private List<JsonNode> proven(List<JsonNode> buckets, List<JsonNode> without, List<JsonNode> answers) {
        long others = answers.get(0)
                .path("aggregations")
                .path(GROUPS)
                .path("sum_other_doc_count")
                .asLong();
        if (documents(buckets) + others + Proof.total(answers.get(1)) != Proof.total(answers.get(0))
                || documents(without) != Proof.total(answers.get(1))) {
            throw new Unproven(severalValues());
        }
        buckets.addAll(without);
        return buckets;
    }

    /** The groups with all keys; empty if the answer does not have all of them. */
    Optional<List<JsonNode>> found(JsonNode answer) {
        List<JsonNode> buckets = new ArrayList<>();
        return collect(answer.path("aggregations").path(GROUPS), Json.object(), buckets)
                ? Optional.of(buckets)
                : Optional.empty();
    }

    /** The groups of the documents without one of the keys. */
    List<JsonNode> without(List<JsonNode> answers) {
        List<JsonNode> without = new ArrayList<>();
        answers.get(1).path("aggregations").path(GROUPS).path("buckets").forEach(without::add);
        return without;
    }

    private Set<String> severalValues() {
        return pass.keys().stream().map(key -> key.field().path()).collect(Collectors.toSet());
    }

    /** Whether these are all groups. */
    private boolean collect(JsonNode groups, ObjectNode outer, List<JsonNode> into) {
        if (!(pass.top().isPresent() ? isRanked(groups) : isWhole(groups))) {
            return false;
        }
        for (JsonNode bucket : groups.path("buckets")) {
            ObjectNode key = outer.deepCopy().set("k" + outer.size(), bucket.path("key"));
            if (key.size() < pass.keys().size()) {
                if (!collect(bucket.path(GROUPS), key, into)) {
                    return false;
                }
            } else {
                into.add(((ObjectNode) bucket).set("key", key));
            }
        }
        return true;
    }

    /** Whether an aggregation has left nothing out. */
    static boolean isWhole(JsonNode groups) {
        return groups.isObject()
                && groups.path("sum_other_doc_count").asLong() == 0
                && groups.path("doc_count_error_upper_bound").asLong() == 0;
    }

    /** Whether an aggregation has the groups of the most documents: no shard has others that it has not told of. */
    private static boolean isRanked(JsonNode groups) {
        return groups.path("doc_count_error_upper_bound").asLong(-1) == 0;
    }

    private static long documents(List<JsonNode> buckets) {
        return buckets.stream()
                .mapToLong(bucket -> bucket.path("doc_count").asLong())
                .sum();
    }
}
