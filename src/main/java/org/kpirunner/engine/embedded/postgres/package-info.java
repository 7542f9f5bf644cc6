/** A Postgres database as a source of the embedded engine: its tables, estimates, snapshots and rows. */
@NullMarked
package org.kpirunner.engine.embedded.postgres;

import org.jspecify.annotations.NullMarked;
