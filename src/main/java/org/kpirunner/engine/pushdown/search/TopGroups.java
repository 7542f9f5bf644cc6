package org.kpirunner.engine.pushdown.search;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.calcite.rel.RelFieldCollation;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.core.Sort;
import org.apache.calcite.rex.RexInputRef;
import org.kpirunner.engine.elasticsearch.group.GroupSearch;
import org.kpirunner.engine.pushdown.NotPushable;

/**
 * The groups of the most documents: a sort of groups by their counts, of which only the first are wanted. The index
 * sends those, and perhaps the group without a key besides; they are sorted again here.
 *
 * @param nodes the sort, and perhaps a projection, above the groups
 * @param places what the groups are sorted by, as columns of the groups
 */
record TopGroups(List<RelNode> nodes, Aggregate groups, List<Integer> places, long most) {
    /** What is more is as well sent whole. */
    private static final int MOST = 1_000;

    static Optional<TopGroups> of(RelNode part) {
        if (!(part instanceof Sort sort) || sort.fetch == null) {
            return Optional.empty();
        }
        List<RelNode> nodes = new ArrayList<>(List.of(sort));
        List<RelFieldCollation> order = sort.getCollation().getFieldCollations();
        List<Integer> places =
                order.stream().map(RelFieldCollation::getFieldIndex).toList();
        RelNode node = sort.getInput();
        if (node instanceof Project project) {
            if (!places.stream().allMatch(place -> project.getProjects().get(place) instanceof RexInputRef)) {
                return Optional.empty();
            }
            places = places.stream()
                    .map(place -> ((RexInputRef) project.getProjects().get(place)).getIndex())
                    .toList();
            nodes.add(project);
            node = project.getInput();
        }
        long most = DocumentPushdown.count(sort.offset, 0) + DocumentPushdown.count(sort.fetch, MOST);
        boolean byCount = !order.isEmpty() && order.get(0).getDirection().isDescending();
        boolean thenByKey = order.size() < 2 || !order.get(1).getDirection().isDescending();
        return node instanceof Aggregate aggregate && byCount && thenByKey && most > 0 && most <= MOST
                ? Optional.of(new TopGroups(nodes, aggregate, places, most))
                : Optional.empty();
    }

    /**
     * The search for them.
     *
     * @throws NotPushable if it is not for the groups of the most documents
     */
    SearchPlan.Groups push(GroupPushdown pushdown) {
        SearchPlan.Groups all = pushdown.push(groups);
        GroupSearch search = all.search();
        int count = places.get(0) - search.keys().size();
        boolean byCountAndKey = count >= 0
                && search.countsDocuments(count)
                && (places.size() == 1 || (places.size() == 2 && places.get(1) == 0));
        return search.top((int) most)
                .filter(top -> byCountAndKey)
                .map(top -> new SearchPlan.Groups(top, all.proofs(), all.replaced(), all.distrusted()))
                .orElseThrow(() -> new NotPushable("the index does not rank these groups"));
    }

    /** The same sort over what stands for the groups. */
    RelNode over(RelNode search) {
        RelNode above = search;
        for (int i = nodes.size() - 1; i >= 0; i--) {
            above = nodes.get(i).copy(nodes.get(i).getTraitSet(), List.of(above));
        }
        return above;
    }
}
