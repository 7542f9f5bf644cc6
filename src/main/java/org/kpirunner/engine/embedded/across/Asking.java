package org.kpirunner.engine.embedded.across;

import org.apache.calcite.rel.RelNode;

/** Asks sources for a part of a plan before the rest of it is planned. */
interface Asking {
    /** The rows of a part; if there are more than so many, the others can still be read. */
    HeldRows ask(RelNode part, int most);

    /** About how many rows a part has; at least 0. */
    long estimate(RelNode part);
}
