/** Groups and counts that an Elasticsearch server makes of documents, whole and exact. */
@NullMarked
package org.kpirunner.engine.elasticsearch.group;

import org.jspecify.annotations.NullMarked;
