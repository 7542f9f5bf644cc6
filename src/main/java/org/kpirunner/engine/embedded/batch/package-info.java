/** Makes one workload of the queries of a run: what several of them ask is asked once, and what fits is asked together. */
@NullMarked
package org.kpirunner.engine.embedded.batch;

import org.jspecify.annotations.NullMarked;
