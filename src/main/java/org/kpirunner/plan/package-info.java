/** The KPIs of one run, chosen and bound to its as-of time. */
@NullMarked
package org.kpirunner.plan;

import org.jspecify.annotations.NullMarked;
