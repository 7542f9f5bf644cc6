package org.kpirunner.schedule;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;

/** One time at which an entry is due. */
public record Slot(Entry entry, Instant due, Cause cause) {
    /** Why it is run now. */
    public enum Cause {
        /** It is due. */
        DUE,
        /** It was due while nothing ran. */
        MISSED,
        /** The scheduler started. */
        START
    }

    /** A digest of entry and slot, the same after a restart: what tells one slot's runs from another's. */
    public byte[] digest() {
        try {
            return MessageDigest.getInstance("SHA-256")
                    .digest((entry.key() + "\n" + due.getEpochSecond()).getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
