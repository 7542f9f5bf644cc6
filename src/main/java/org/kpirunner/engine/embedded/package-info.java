/** The engine in this process: plans over all sources, sends each its part, and joins what is left. */
@NullMarked
package org.kpirunner.engine.embedded;

import org.jspecify.annotations.NullMarked;
