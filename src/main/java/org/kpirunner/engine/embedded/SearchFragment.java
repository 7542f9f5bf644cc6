package org.kpirunner.engine.embedded;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.apache.calcite.rel.RelNode;
import org.jspecify.annotations.Nullable;
import org.kpirunner.engine.Cancellation;
import org.kpirunner.engine.elasticsearch.ElasticsearchClient;
import org.kpirunner.engine.elasticsearch.search.Documents;
import org.kpirunner.engine.elasticsearch.search.Groups;
import org.kpirunner.engine.elasticsearch.search.Proof;
import org.kpirunner.engine.elasticsearch.search.Unproven;
import org.kpirunner.engine.embedded.execution.Operators;
import org.kpirunner.engine.embedded.operator.Fragment;
import org.kpirunner.engine.embedded.operator.FragmentScan;
import org.kpirunner.engine.embedded.operator.Rows;
import org.kpirunner.engine.pushdown.search.SearchPlan;
import org.kpirunner.engine.pushdown.search.SearchPushdown;

/** What one search computes; where the index turns out not to be up to it, documents are read and computed here. */
final class SearchFragment implements Fragment {
    private final ElasticsearchClient client;
    private final SearchPlan plan;

    SearchFragment(ElasticsearchClient client, SearchPlan plan) {
        this.client = client;
        this.plan = plan;
    }

    /** Puts a search in the place of what it computes. */
    static RelNode scan(ElasticsearchClient client, SearchPlan plan) {
        return new FragmentScan(plan.replaced().getCluster(), plan.rowType(), new SearchFragment(client, plan));
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
    public Rows open(Cancellation cancellation) {
        try {
            return search(cancellation);
        } catch (Unproven e) {
            return Operators.open(otherwise(e.paths()), cancellation);
        }
    }

    /** The same rows, without asking the index what it can't tell about these fields. */
    private RelNode otherwise(Set<String> paths) {
        Set<String> distrusted = new LinkedHashSet<>(plan.distrusted());
        distrusted.addAll(paths);
        return new SearchPushdown(smaller -> scan(client, smaller), distrusted).pushMost(plan.replaced());
    }

    private Rows search(Cancellation cancellation) {
        if (plan instanceof SearchPlan.Documents documents) {
            Documents found = Documents.open(client, documents.search(), plan.proofs(), cancellation);
            return rows(found::next, found::close);
        }
        SearchPlan.Groups groups = (SearchPlan.Groups) plan;
        Groups found = Groups.open(client, groups.search(), plan.proofs(), cancellation);
        return rows(found::next, found::close);
    }

    private static Rows rows(Supplier<@Nullable Object @Nullable []> next, Runnable close) {
        return new Rows() {
            @Override
            public @Nullable Object @Nullable [] next() {
                return next.get();
            }

            @Override
            public void close() {
                close.run();
            }
        };
    }
}
