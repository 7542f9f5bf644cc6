/** When runs happen: crontab.json, its slots, and the loop that starts what is due. */
@NullMarked
package org.kpirunner.schedule;

import org.jspecify.annotations.NullMarked;
