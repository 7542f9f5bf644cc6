/** The sheet that is a tab of a Google spreadsheet. */
@NullMarked
package org.kpirunner.sheet.google;

import org.jspecify.annotations.NullMarked;
