package org.kpirunner.engine.elasticsearch.group;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;
import org.kpirunner.engine.elasticsearch.Query;
import org.kpirunner.engine.elasticsearch.Version;

/**
 * Asks for groups of documents, one row each: the keys, then the outputs. Without keys all documents are one group,
 * even if there are none.
 *
 * @param top how many groups are wanted, those of the most documents and of these the ones with the first keys; others
 *     may come as well
 */
public record GroupSearch(
        String target, Query query, List<GroupKey> keys, List<Metric> metrics, List<Output> outputs, OptionalInt top) {
    public GroupSearch {
        keys = List.copyOf(keys);
        metrics = List.copyOf(metrics);
        outputs = List.copyOf(outputs);
    }

    /** Whether a number may turn out to be too large to be computed in doubles. */
    boolean mayBeInexact() {
        return metrics.stream()
                .anyMatch(metric -> metric instanceof Metric.Stats stats
                        && stats.field().type().isWhole());
    }

    /** The same, with what holds for every metric as a part of the query where there is nothing else to count. */
    public GroupSearch simplified() {
        Set<Query> wheres = metrics.stream().map(Metric::where).collect(Collectors.toSet());
        if (!keys.isEmpty() || wheres.size() != 1 || wheres.contains(Query.all())) {
            return this;
        }
        return new GroupSearch(
                target,
                Query.and(query, wheres.iterator().next()),
                keys,
                metrics.stream().map(metric -> metric.where(Query.all())).toList(),
                outputs,
                top);
    }

    /** The same where no more than so many groups are wanted; empty if the server does not choose them. */
    public Optional<GroupSearch> top(int most) {
        GroupSearch some = new GroupSearch(target, query, keys, metrics, outputs, OptionalInt.of(most));
        List<Pass> passes = Pass.of(some);
        return passes.size() == 1 && Terms.canRank(passes.get(0)) ? Optional.of(some) : Optional.empty();
    }

    /** Whether an output is the number of documents of the group. */
    public boolean countsDocuments(int output) {
        return outputs.get(output) instanceof Output.CountOf count
                && metrics.get(count.metric()).equals(new Metric.Count(Query.all()));
    }

    /** Whether its answer shows, without being asked, that no document has several values of a key. */
    public boolean provesSingle(GroupKey key) {
        return Pass.of(this).stream().anyMatch(pass -> pass.provesSingle(key));
    }

    /** The bodies of the first requests of each pass, as the newest servers get them. */
    public List<ObjectNode> bodies() {
        return Pass.of(this).stream()
                .flatMap(pass -> pass.first(metrics, Version.NEWEST).stream())
                .toList();
    }
}
