/** Writes a part of a plan as one statement of Postgres that answers what Trino would. */
@NullMarked
package org.kpirunner.engine.pushdown.postgres;

import org.jspecify.annotations.NullMarked;
