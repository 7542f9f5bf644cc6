package org.kpirunner.cli;

import java.nio.file.Path;
import java.time.Instant;
import java.util.function.Function;
import org.kpirunner.spec.KpiFile;

/**
 * What makes a command run that no person started.
 *
 * @param run the id of the run, the same each time this slot is run
 * @param asOf the time that the run is bound to
 * @param origin the entry of crontab.json and its slot, for the history
 * @param kpis reads kpis.yaml, or answers the last version that was good
 */
public record Trigger(String run, Instant asOf, String origin, Function<Path, KpiFile> kpis) {}
