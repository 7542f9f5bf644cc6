package org.kpirunner.ledger;

import java.time.Instant;

/**
 * What a KPI of an environment is in, and what people were told of it last.
 *
 * @param state a word of the notifier's
 * @param since when the run ended that brought it into this state
 * @param detail why, for people
 * @param told the state that people know of
 * @param toldAt when they were told; the beginning of time where they never were
 */
public record Condition(
        String environment,
        String kpi,
        String name,
        String state,
        Instant since,
        String detail,
        String told,
        Instant toldAt) {}
