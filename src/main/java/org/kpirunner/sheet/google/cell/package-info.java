/** Values, formulas and formats as the cells of a Google sheet have them. */
@NullMarked
package org.kpirunner.sheet.google.cell;

import org.jspecify.annotations.NullMarked;
