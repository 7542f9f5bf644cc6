package org.kpirunner.sheet.google;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** Ids of developer metadata that everybody computes alike, so that the second one to use an id is refused. */
final class Ids {
    private static final int POSITIVE = 0x7fff_ffff;
    private static final String ALPHABET = "abcdefghijklmnopqrstuvwxyz234567";

    private Ids() {}

    /** The id of a run's token; the salt is above 0 only where something else has the id already. */
    static int ofRun(String run, int salt) {
        return hash("run\n" + run + "\n" + salt);
    }

    /** The id of a column's tag. */
    static int ofColumn(int sheetId, String identity, int salt) {
        return hash("column\n" + sheetId + "\n" + identity + "\n" + salt);
    }

    /** The id of the mark on a row while it is being put right. */
    static int ofRow(String run) {
        return hash("row\n" + run);
    }

    /** The id of the mark by which a tab is known under another title. */
    static int ofTab(int sheetId) {
        return hash("tab\n" + sheetId);
    }

    /** The id of a tab that we add; the salt is above 0 where another tab has the id. */
    static int ofNewTab(String title, int salt) {
        return hash("new tab\n" + title + "\n" + salt);
    }

    /** So many small letters and digits, 5 bits each. */
    static String digest(String text, int length) {
        byte[] bytes = sha256(text);
        StringBuilder letters = new StringBuilder(length);
        for (int i = 0; i < length; i++) {
            letters.append(ALPHABET.charAt(bytes[i] & 31));
        }
        return letters.toString();
    }

    private static int hash(String text) {
        byte[] bytes = sha256(text);
        int hash = ((bytes[0] & 0xff) << 24) | ((bytes[1] & 0xff) << 16) | ((bytes[2] & 0xff) << 8) | (bytes[3] & 0xff);
        return Math.max(1, hash & POSITIVE);
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java has SHA-256", impossible);
        }
    }
}
