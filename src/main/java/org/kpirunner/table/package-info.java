/** Typed values, and the rows and columns that hold them. */
@NullMarked
package org.kpirunner.table;

import org.jspecify.annotations.NullMarked;
