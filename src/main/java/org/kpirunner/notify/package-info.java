/** Tells people when a KPI starts failing, keeps failing, recovers or crosses a threshold. */
@NullMarked
package org.kpirunner.notify;

import org.jspecify.annotations.NullMarked;
