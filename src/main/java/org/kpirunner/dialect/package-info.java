/** The SQL that people write: parsed, refused where it could write, bound to a time, made portable. */
@NullMarked
package org.kpirunner.dialect;

import org.jspecify.annotations.NullMarked;
