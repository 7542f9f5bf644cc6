package org.kpirunner.engine.elasticsearch.group;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.kpirunner.engine.elasticsearch.Json;
import org.kpirunner.engine.elasticsearch.Query;
import org.kpirunner.engine.elasticsearch.search.Snapshot;

/**
 * Asks about the values of a field range by range. A sample tells where ranges of about the same number of values
 * begin; one that has too many after all is divided again.
 */
final class ValueRanges {
    private static final int ONE_IN = 512;
    private static final int CLOSER = 16;

    /** Leaves room for samples that are not alike everywhere. */
    private static final double WANTED = 0.75;

    private final GroupKey key;
    private final Snapshot snapshot;
    private final Sample sample;
    private final int most;
    private final int atATime;
    private final Deque<Range> rest = new ArrayDeque<>();
    private final Deque<JsonNode> answers = new ArrayDeque<>();

    private ValueRanges(GroupKey key, Snapshot snapshot, Sample sample, int most, int atATime) {
        this.key = key;
        this.snapshot = snapshot;
        this.sample = sample;
        this.most = most;
        this.atATime = atATime;
        rest.addAll(ranges(sample));
    }

    /** Finds ranges of at most so many values, to be asked about so many at a time. */
    static ValueRanges of(GroupKey key, Query query, Snapshot snapshot, int most, int atATime) {
        return new ValueRanges(key, snapshot, Sample.of(key, query, ONE_IN, most, snapshot), most, atATime);
    }

    /** What is asked of each range. */
    interface Question {
        ObjectNode body(Query documents);

        /** Whether an answer tells of all values of the documents. */
        boolean isWhole(JsonNode answer);
    }

    /** How many values a range has. */
    interface Count extends Question {
        long counted(JsonNode answer);

        /** Whether the answer proves that no document has several values. */
        boolean isSingle(JsonNode answer);
    }

    /** Documents, and of how many of their values one is looked at to divide them. */
    private record Range(Query documents, int oneIn) {}

    /** The sample of all values. */
    Sample sample() {
        return sample;
    }

    /** The answer of the next range; null at the end. */
    @Nullable
    JsonNode next(Question question) {
        while (answers.isEmpty() && !rest.isEmpty()) {
            List<Range> some = new ArrayList<>();
            while (some.size() < atATime && !rest.isEmpty()) {
                some.add(rest.pop());
            }
            List<JsonNode> all = snapshot.searchAll(
                    some.stream().map(range -> question.body(range.documents())).toList());
            for (int i = 0; i < some.size(); i++) {
                if (question.isWhole(all.get(i))) {
                    answers.add(all.get(i));
                } else {
                    Range large = some.get(i);
                    List<Range> smaller = ranges(Sample.of(key, large.documents(), large.oneIn(), most, snapshot));
                    if (smaller.size() == 1 && large.oneIn() == 1) {
                        throw new IllegalStateException("values that are too many and can't be divided: " + large);
                    }
                    smaller.forEach(rest::push);
                }
            }
        }
        return answers.poll();
    }

    private List<Range> ranges(Sample of) {
        int closer = Math.max(1, of.oneIn() / CLOSER);
        List<Range> ranges = new ArrayList<>();
        ObjectNode bounds = Json.object();
        double many = 0;
        for (Sample.Value value : of.values()) {
            if (many > 0 && many + value.standsFor() > WANTED * most) {
                ranges.add(new Range(within(of.documents(), bounds.set("lt", value.key())), closer));
                bounds = Json.object("gte", value.key());
                many = 0;
            }
            many += value.standsFor();
        }
        // Beyond the end of a sample that is cut there are many more.
        ranges.add(new Range(within(of.documents(), bounds), of.isCut() ? of.oneIn() : closer));
        return ranges;
    }

    private Query within(Query documents, ObjectNode bounds) {
        Query some =
                bounds.isEmpty() ? Query.exists(key.column()) : Query.leaf("range", Json.object(key.column(), bounds));
        return Query.and(documents, some);
    }
}
