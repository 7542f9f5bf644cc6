package org.kpirunner.run;

import java.util.random.RandomGenerator;

/** Ids of runs: 12 letters and digits that are easy to read aloud. */
public final class RunId {
    private static final String ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz";
    private static final int LENGTH = 12;
    private static final int BITS = 5;

    private RunId() {}

    /** A new id for a run by hand. */
    public static String random(RandomGenerator random) {
        return of(random.nextLong());
    }

    /** The id that belongs to a digest, the same each time. */
    public static String of(byte[] digest) {
        long bits = 0;
        for (int i = 0; i < Long.BYTES; i++) {
            bits = (bits << Byte.SIZE) | Byte.toUnsignedLong(digest[i]);
        }
        return of(bits);
    }

    private static String of(long bits) {
        StringBuilder id = new StringBuilder(LENGTH);
        for (int i = 0; i < LENGTH; i++) {
            id.append(ALPHABET.charAt((int) (bits >>> (i * BITS)) & 31));
        }
        return id.toString();
    }
}
