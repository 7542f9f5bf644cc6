/** Turns the text of a query into a plan: names resolved, types derived, parts given to their sources. */
@NullMarked
package org.kpirunner.engine.embedded.planning;

import org.jspecify.annotations.NullMarked;
