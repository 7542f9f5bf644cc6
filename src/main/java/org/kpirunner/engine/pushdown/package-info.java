/** Turns a fragment of a relational plan into the statement or the search body that its source computes. */
@NullMarked
package org.kpirunner.engine.pushdown;

import org.jspecify.annotations.NullMarked;
