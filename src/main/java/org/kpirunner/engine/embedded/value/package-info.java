/** Values of SQL on their own: numbers, texts, times and JSON paths, how they are ordered, read and written. */
@NullMarked
package org.kpirunner.engine.embedded.value;

import org.jspecify.annotations.NullMarked;
