/** Brings sources together: what one of them answers first narrows down what another one is asked. */
@NullMarked
package org.kpirunner.engine.embedded.across;

import org.jspecify.annotations.NullMarked;
