/** Window functions: what they compute for each row from the rows around it. */
@NullMarked
package org.kpirunner.engine.embedded.window;

import org.jspecify.annotations.NullMarked;
