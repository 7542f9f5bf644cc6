/** What is computed in this process, as a person would write it. */
@NullMarked
package org.kpirunner.engine.embedded.explanation;

import org.jspecify.annotations.NullMarked;
