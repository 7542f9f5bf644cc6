package org.kpirunner.schedule;

import java.time.Instant;
import java.time.ZoneId;

/** When an entry is due. */
public sealed interface Schedule permits CronSchedule, IntervalSchedule {
    /** The first slot after an instant. */
    Instant next(Instant after, ZoneId zone);

    /** How it was understood, for people. */
    String describe();
}
