/** Which value of a run goes into which column of a sheet, decided without I/O, and the seam to each kind of sheet. */
@NullMarked
package org.kpirunner.sheet;

import org.jspecify.annotations.NullMarked;
