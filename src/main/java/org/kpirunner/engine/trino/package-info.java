/** The engine that sends each step to a Trino cluster. */
@NullMarked
package org.kpirunner.engine.trino;

import org.jspecify.annotations.NullMarked;
