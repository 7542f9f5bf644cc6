package org.kpirunner.ledger;

import java.time.Instant;

/**
 * Something that people are to be told, once.
 *
 * @param number its identity
 * @param kind a word of the notifier's
 * @param since when it began
 */
public record Notice(
        long number,
        Instant created,
        String environment,
        String kpi,
        String name,
        String kind,
        Instant since,
        String detail) {}
