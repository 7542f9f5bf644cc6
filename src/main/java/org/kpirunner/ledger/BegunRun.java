package org.kpirunner.ledger;

import java.time.Instant;

/**
 * A run when it begins.
 *
 * @param id 12 characters
 * @param origin what made it run: {@code by hand}, or the entry of crontab.json and its slot
 */
public record BegunRun(String id, Instant asOf, String environment, String engine, String origin, Instant started) {}
