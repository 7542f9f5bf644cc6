/** What indices hold: their fields, with what can be asked of each. */
@NullMarked
package org.kpirunner.engine.elasticsearch.mapping;

import org.jspecify.annotations.NullMarked;
