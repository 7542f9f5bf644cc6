package org.kpirunner.engine.elasticsearch.group;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import org.kpirunner.engine.elasticsearch.Json;
import org.kpirunner.engine.elasticsearch.Query;
import org.kpirunner.engine.elasticsearch.Version;
import org.kpirunner.engine.elasticsearch.search.Proof;
import org.kpirunner.engine.elasticsearch.search.Snapshot;
import org.kpirunner.engine.elasticsearch.search.Unproven;

/**
 * Groups by one key that are too many for one answer, range by range of its values: a page of a composite aggregation
 * goes through all documents, a range through its own.
 */
final class GroupRanges implements ValueRanges.Question {
    /** Each answer has all that is measured of its groups. */
    private static final int AT_A_TIME = 2;

    private final Pass pass;
    private final List<Metric> metrics;
    private final Version version;
    private final ValueRanges ranges;

    private GroupRanges(Pass pass, List<Metric> metrics, Version version, ValueRanges ranges) {
        this.pass = pass;
        this.metrics = metrics;
        this.version = version;
        this.ranges = ranges;
    }

    static boolean canFind(Pass pass) {
        GroupKey first = pass.keys().get(0);
        return pass.keys().size() == 1
                && first.interval().isEmpty()
                && (first.field().type().isText() || first.field().type().isWhole());
    }

    /**
     * Finds the ranges.
     *
     * @throws Unproven if a document has several values
     */
    static GroupRanges of(Pass pass, List<Metric> metrics, Snapshot snapshot) {
        Version version = snapshot.version();
        GroupKey key = pass.keys().get(0);
        Once.check(snapshot.search(pass.query().counting().set("aggs", Json.object(Once.NAME, Once.aggregation())))
                .body());
        snapshot.check(List.of(new Proof.Single(key.field().path(), key.column(), pass.query())));
        int most = new Terms(pass, version).most();
        ValueRanges ranges = ValueRanges.of(key, pass.query(), snapshot, most, AT_A_TIME);
        return new GroupRanges(pass, metrics, version, ranges);
    }

    /** The groups of the next range; empty at the end. */
    Optional<List<JsonNode>> next() {
        return Optional.ofNullable(ranges.next(this)).flatMap(new Terms(pass, version)::found);
    }

    @Override
    public ObjectNode body(Query documents) {
        return new Terms(pass.where(documents), version).body(metrics);
    }

    @Override
    public boolean isWhole(JsonNode answer) {
        return Terms.isWhole(answer.path("aggregations").path(Terms.GROUPS));
    }
}
