package org.kpirunner.engine.elasticsearch.group;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Set;
import org.kpirunner.engine.elasticsearch.Query;
import org.kpirunner.engine.elasticsearch.search.Proof;
import org.kpirunner.engine.elasticsearch.search.Snapshot;
import org.kpirunner.engine.elasticsearch.search.Unproven;
import org.kpirunner.problem.KpiException;
import org.kpirunner.problem.Reason;

/**
 * Counts the different values of a field at the server, exactly, without a value being sent.
 *
 * <p>The answer says whether all were counted; more than fit into one are counted range by range. It also proves that
 * no document has several values: such a document would be counted more than once.
 */
record Different(GroupKey key, Query query) {
    /** What one answer may have; more would be made in vain where it does not have all. */
    private static final int MOST_AT_ONCE = 10_000;

    /** A server works on a few of them at a time. */
    private static final int AT_A_TIME = 32;

    static boolean canCount(Pass pass) {
        return pass.countsValues()
                && pass.keys().isEmpty()
                && pass.values().size() == 1
                && pass.values().get(0).field().type().isText();
    }

    static Different of(Pass pass) {
        return new Different(pass.values().get(0), pass.query());
    }

    /** One search for the values, and one for the documents without. */
    List<ObjectNode> bodies() {
        Query without = Query.and(query, Query.not(Query.exists(key.column())));
        return List.of(atOnce().body(query), without.counting());
    }

    /** The same, or nothing where there were too many values for one answer the last time. */
    List<ObjectNode> bodies(Snapshot snapshot) {
        return snapshot.knows(this) ? List.of() : bodies();
    }

    private CountedBuckets atOnce() {
        return new CountedBuckets(key, MOST_AT_ONCE);
    }

    /**
     * How many there are.
     *
     * @throws Unproven if a document has several values, or the server does not count them
     */
    long count(List<JsonNode> answers, Snapshot snapshot) {
        if (answers.isEmpty() || !atOnce().isWhole(answers.get(0))) {
            long count = inRanges(Terms.most(snapshot.version()), snapshot);
            snapshot.note(this, count > MOST_AT_ONCE);
            return count;
        }
        JsonNode all = answers.get(0);
        if (atOnce().documents(all) + Proof.total(answers.get(1)) != Proof.total(all)) {
            throw unproven();
        }
        return atOnce().counted(all);
    }

    /** The same by ranges of at most so many values. */
    long inRanges(int most, Snapshot snapshot) {
        try {
            ValueRanges ranges = ValueRanges.of(key, query, snapshot, most, AT_A_TIME);
            OneEach oneEach = new OneEach(key, most);
            ValueRanges.Count way =
                    oneEach.isRight(ranges.sample(), snapshot) ? oneEach : new CountedBuckets(key, most);
            long count = 0;
            for (JsonNode answer = ranges.next(way); answer != null; answer = ranges.next(way)) {
                if (!way.isSingle(answer)) {
                    throw unproven();
                }
                count += way.counted(answer);
            }
            return count;
        } catch (KpiException e) {
            if (e.reason() == Reason.QUERY_FAILED) {
                // A cluster may not allow ranges of texts.
                throw unproven();
            }
            throw e;
        }
    }

    private Unproven unproven() {
        return new Unproven(Set.of(key.field().path()));
    }
}
