package org.kpirunner.engine.embedded.batch;

import java.time.Duration;
import org.apache.calcite.rel.RelNode;
import org.kpirunner.engine.embedded.operator.FragmentScan;

/**
 * What a source is asked by one or more fragments of a run that are the same.
 *
 * @param part what is asked, as a plan over the tables of the source alone
 * @param askers how many fragments ask it
 * @param timeout the shortest of those who ask
 */
record Question(FragmentScan leaf, RelNode part, int askers, Duration timeout) {
    String catalog() {
        return leaf.fragment().catalog();
    }

    Question askedAlsoWithin(Duration other) {
        return new Question(leaf, part, askers + 1, other.compareTo(timeout) < 0 ? other : timeout);
    }
}
