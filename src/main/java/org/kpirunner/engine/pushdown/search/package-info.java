/** Turns fragments of plans into searches of Elasticsearch. */
@NullMarked
package org.kpirunner.engine.pushdown.search;

import org.jspecify.annotations.NullMarked;
