package org.kpirunner.engine.embedded.execution;

import java.util.HashMap;
import java.util.Map;
import org.apache.calcite.rel.core.CorrelationId;
import org.jspecify.annotations.Nullable;
import org.kpirunner.problem.KpiException;
import org.kpirunner.problem.Reason;

/** The rows of outer queries that expressions of inner ones refer to. */
final class Scope {
    private final Map<CorrelationId, Slot> slots = new HashMap<>();

    /** The place where the current row of an outer query stands. */
    static final class Slot {
        private @Nullable Object @Nullable [] row;

        void set(@Nullable Object[] current) {
            row = current;
        }

        @Nullable
        Object get(int field) {
            @Nullable Object[] current = row;
            if (current == null) {
                throw new IllegalStateException("the outer query has no row yet");
            }
            return current[field];
        }
    }

    /** The slot of an outer query whose inner parts are about to be compiled. */
    Slot define(CorrelationId id) {
        return slots.computeIfAbsent(id, key -> new Slot());
    }

    Slot find(CorrelationId id) {
        Slot slot = slots.get(id);
        if (slot == null) {
            throw new KpiException(
                    Reason.NOT_SUPPORTED, "a sub-query that refers to an outer query in this way is not supported");
        }
        return slot;
    }
}
