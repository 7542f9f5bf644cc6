/** Runs a list of SQL queries over Postgres and Elasticsearch and appends the answers, one row a run, to a sheet. */
@NullMarked
package org.kpirunner;

import org.jspecify.annotations.NullMarked;
