/** Measures queries of each class against the sources alone and against Trino. */
@NullMarked
package org.kpirunner.bench;

import org.jspecify.annotations.NullMarked;
