/** Asks indices for documents, all of them as they were at one moment, to the end and never in part. */
@NullMarked
package org.kpirunner.engine.elasticsearch.search;

import org.jspecify.annotations.NullMarked;
