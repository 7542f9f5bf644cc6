/** One run: a plan given to an engine, its outcomes made a report and a row, the row delivered to the sheets. */
@NullMarked
package org.kpirunner.run;

import org.jspecify.annotations.NullMarked;
