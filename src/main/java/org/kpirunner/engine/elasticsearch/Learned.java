package org.kpirunner.engine.elasticsearch;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** What earlier answers of a cluster have taught; it makes the next question quicker, and never decides an answer. */
public final class Learned {
    private static final int MOST = 1_000;

    private final Set<Object> facts = ConcurrentHashMap.newKeySet();

    public boolean knows(Object fact) {
        return facts.contains(fact);
    }

    public void note(Object fact, boolean holds) {
        if (!holds) {
            facts.remove(fact);
        } else {
            if (facts.size() >= MOST) {
                facts.clear();
            }
            facts.add(fact);
        }
    }
}
