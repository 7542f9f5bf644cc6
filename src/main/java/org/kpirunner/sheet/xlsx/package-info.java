/** The sheet that is a tab of an XLSX workbook. */
@NullMarked
package org.kpirunner.sheet.xlsx;

import org.jspecify.annotations.NullMarked;
