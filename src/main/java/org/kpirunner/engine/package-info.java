/** Runs a plan's steps and reports an outcome for each; the seam between the engines and the run. */
@NullMarked
package org.kpirunner.engine;

import org.jspecify.annotations.NullMarked;
