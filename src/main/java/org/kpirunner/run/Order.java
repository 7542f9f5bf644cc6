package org.kpirunner.run;

import java.nio.file.Path;
import org.kpirunner.plan.Plan;

/**
 * What is to be run, and where its row goes.
 *
 * @param state the folder of the ledger
 * @param origin what made it run: {@code by hand}, or the entry of crontab.json and its slot
 */
public record Order(Plan plan, EngineChoice engine, SheetChoice sheets, Path state, String origin) {}
