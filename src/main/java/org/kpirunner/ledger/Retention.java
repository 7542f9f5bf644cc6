package org.kpirunner.ledger;

import java.time.Duration;

/**
 * How much of the past is kept; rows that still have to be delivered are kept in any case.
 *
 * @param age how long a run is remembered
 * @param bytes how much room the ledger may take; the oldest runs make way
 */
public record Retention(Duration age, long bytes) {
    public static final Retention DEFAULT = new Retention(Duration.ofDays(400), 256L << 20);
}
