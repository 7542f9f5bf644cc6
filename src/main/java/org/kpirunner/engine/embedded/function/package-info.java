/** The functions of the dialect: their names, signatures and what they compute. */
@NullMarked
package org.kpirunner.engine.embedded.function;

import org.jspecify.annotations.NullMarked;
