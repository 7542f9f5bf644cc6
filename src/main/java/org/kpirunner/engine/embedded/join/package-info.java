/** Joins of rows by key. */
@NullMarked
package org.kpirunner.engine.embedded.join;

import org.jspecify.annotations.NullMarked;
