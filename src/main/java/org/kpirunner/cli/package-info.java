/** The command line: reads options, calls the other packages, prints, and answers an exit code. */
@NullMarked
package org.kpirunner.cli;

import org.jspecify.annotations.NullMarked;
