/** What is computed in this process: operators over rows, and the functions they evaluate. */
@NullMarked
package org.kpirunner.engine.embedded.operator;

import org.jspecify.annotations.NullMarked;
