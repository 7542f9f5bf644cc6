/** What can go wrong and be put right by its reader: reasons, places, mistakes; and how settings are written. */
@NullMarked
package org.kpirunner.problem;

import org.jspecify.annotations.NullMarked;
