package org.kpirunner.engine.embedded.batch;

import java.time.Duration;
import org.apache.calcite.rel.RelNode;

/**
 * What a source is asked by one or more fragments of a run that are the same.
 *
 * @param key equal for questions that are the same
 * @param part what is asked, as a plan over the tables of the source alone
 * @param askers how many fragments ask it
 * @param timeout the shortest of those who ask
 */
record Question(String key, String catalog, RelNode part, int askers, Duration timeout) {
    Question askedAlsoWithin(Duration other) {
        return new Question(key, catalog, part, askers + 1, other.compareTo(timeout) < 0 ? other : timeout);
    }
}
