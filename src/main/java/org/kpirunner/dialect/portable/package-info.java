/** The form of a query that Trino answers as the embedded engine does. */
@NullMarked
package org.kpirunner.dialect.portable;

import org.jspecify.annotations.NullMarked;
