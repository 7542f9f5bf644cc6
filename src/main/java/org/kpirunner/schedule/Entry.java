package org.kpirunner.schedule;

import java.util.Optional;
import org.kpirunner.problem.Place;

/**
 * One entry of crontab.json.
 *
 * @param key what its slots are remembered by: the name, or the schedule and command of an entry without one
 * @param label how messages call it
 */
public record Entry(
        String key,
        String label,
        String written,
        Schedule schedule,
        Command command,
        OnStart onStart,
        Optional<String> comment,
        Place place) {}
