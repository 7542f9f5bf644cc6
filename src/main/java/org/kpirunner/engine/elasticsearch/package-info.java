/** Speaks to Elasticsearch; knows no SQL. */
@NullMarked
package org.kpirunner.engine.elasticsearch;

import org.jspecify.annotations.NullMarked;
