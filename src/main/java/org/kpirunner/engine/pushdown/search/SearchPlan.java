package org.kpirunner.engine.pushdown.search;

import java.util.List;
import java.util.Set;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.TableScan;
import org.apache.calcite.rel.type.RelDataType;
import org.kpirunner.engine.elasticsearch.group.GroupSearch;
import org.kpirunner.engine.elasticsearch.search.DocumentSearch;
import org.kpirunner.engine.elasticsearch.search.Proof;

/** What one search of an index computes, if its proofs hold. */
public sealed interface SearchPlan {
    /** The plan of its rows, or of all groups where only the first are wanted; computed where a proof does not hold. */
    RelNode replaced();

    default RelDataType rowType() {
        return replaced().getRowType();
    }

    /** The table that is searched. */
    default IndexTable table() {
        RelNode node = replaced();
        while (!(node instanceof TableScan)) {
            node = node.getInput(0);
        }
        return IndexTable.of((TableScan) node);
    }

    List<Proof> proofs();

    /** The fields that the index is not to be believed about, as proofs have failed before. */
    Set<String> distrusted();

    /** What is sent, a line each, for {@code kpi explain}. */
    List<String> describe();

    /** The rows are documents. */
    record Documents(DocumentSearch search, List<Proof> proofs, RelNode replaced, Set<String> distrusted)
            implements SearchPlan {
        public Documents {
            proofs = Proof.merged(proofs);
            distrusted = Set.copyOf(distrusted);
        }

        @Override
        public List<String> describe() {
            return List.of("POST " + search.target() + "/_search " + search.body());
        }
    }

    /** The rows are groups of documents. */
    record Groups(GroupSearch search, List<Proof> proofs, RelNode replaced, Set<String> distrusted)
            implements SearchPlan {
        public Groups {
            proofs = Proof.merged(proofs);
            distrusted = Set.copyOf(distrusted);
        }

        @Override
        public List<String> describe() {
            return search.bodies().stream()
                    .map(body -> "POST " + search.target() + "/_search " + body)
                    .toList();
        }
    }
}
