/** What is computed from values without any row source: comparing, arithmetic, casting, logic. */
@NullMarked
package org.kpirunner.engine.embedded.expression;

import org.jspecify.annotations.NullMarked;
