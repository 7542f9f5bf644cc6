package org.kpirunner.plan;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.random.RandomGenerator;

/** The id of a run: 12 characters of digits and small letters, without those that are mistaken for others. */
public final class RunId {
    private static final String ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz";
    private static final int LENGTH = 12;
    private static final int BITS = 5;

    private RunId() {}

    /** The id of what an entry of the schedule does at a slot: the same whenever and wherever it is asked for. */
    public static String scheduled(String entry, Instant slot) {
        try {
            byte[] digest =
                    MessageDigest.getInstance("SHA-256").digest((entry + "\n" + slot).getBytes(StandardCharsets.UTF_8));
            long bits = 0;
            for (int index = 0; index < Long.BYTES; index++) {
                bits = (bits << Byte.SIZE) | (digest[index] & 0xFF);
            }
            return of(bits);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /** An id that no other run has. */
    public static String random(RandomGenerator random) {
        return of(random.nextLong());
    }

    private static String of(long bits) {
        StringBuilder id = new StringBuilder();
        for (int index = 0; index < LENGTH; index++) {
            id.append(ALPHABET.charAt((int) (bits >>> (index * BITS)) & (ALPHABET.length() - 1)));
        }
        return id.toString();
    }
}
