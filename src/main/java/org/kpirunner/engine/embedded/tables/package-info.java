/** Knows the tables that the queries of a run name: from an earlier run, which is verified beside the queries, or anew. */
@NullMarked
package org.kpirunner.engine.embedded.tables;

import org.jspecify.annotations.NullMarked;
