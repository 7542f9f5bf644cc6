/** Aggregates: what is computed of the rows of a group, and the groups. */
@NullMarked
package org.kpirunner.engine.embedded.aggregate;

import org.jspecify.annotations.NullMarked;
