/** How results look on a terminal and in a pipe. */
@NullMarked
package org.kpirunner.cli.print;

import org.jspecify.annotations.NullMarked;
