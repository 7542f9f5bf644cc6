/** Values of SQL and what is computed from them: comparing, ordering, arithmetic, casting, without any row source. */
@NullMarked
package org.kpirunner.engine.embedded.expression;

import org.jspecify.annotations.NullMarked;
