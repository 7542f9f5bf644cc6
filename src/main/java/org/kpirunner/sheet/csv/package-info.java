/** The sheet that is a CSV file. */
@NullMarked
package org.kpirunner.sheet.csv;

import org.jspecify.annotations.NullMarked;
