/** Makes operators of a plan and starts them. */
@NullMarked
package org.kpirunner.engine.embedded.execution;

import org.jspecify.annotations.NullMarked;
