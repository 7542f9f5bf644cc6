package org.kpirunner.ledger;

import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/**
 * One run's row on its way into one sheet.
 *
 * @param number its place in the order of deliveries
 * @param payload the row; empty once it is delivered or dropped
 * @param evidence what the sheet gave before the last attempt, for its proof; empty before the first
 * @param attempts how often it was tried
 * @param error why the last try failed
 * @param closed when it was delivered or dropped
 */
public record Delivery(
        long number,
        String run,
        Instant asOf,
        String sheet,
        State state,
        String payload,
        String evidence,
        int attempts,
        Optional<String> error,
        Optional<Instant> firstTried,
        Optional<Instant> lastTried,
        Optional<Instant> closed) {

    /** How far a row has come. */
    public enum State {
        /** Nothing of it is in the sheet. */
        WAITING,
        /** A write was begun and its end is not recorded; the sheet holds the proof. */
        ATTEMPTED,
        /** The sheet could not tell; a person decides. */
        UNKNOWN,
        /** It is in the sheet. */
        DELIVERED,
        /** A person decided that it is not to be written. */
        DROPPED;

        /** The word that is stored and shown. */
        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }

        static State of(String code) {
            return valueOf(code.toUpperCase(Locale.ROOT));
        }
    }
}
