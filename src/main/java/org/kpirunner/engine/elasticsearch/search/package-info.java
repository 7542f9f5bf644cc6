/** Asks indices for documents and for groups of documents, to the end and never in part. */
@NullMarked
package org.kpirunner.engine.elasticsearch.search;

import org.jspecify.annotations.NullMarked;
