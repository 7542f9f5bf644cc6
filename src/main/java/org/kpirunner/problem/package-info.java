/** What can go wrong and be put right by its reader: reasons, places, mistakes. */
@NullMarked
package org.kpirunner.problem;

import org.jspecify.annotations.NullMarked;
