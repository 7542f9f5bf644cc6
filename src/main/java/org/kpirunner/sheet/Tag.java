package org.kpirunner.sheet;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The mark by which a column is known again wherever people move it and whatever they call it.
 *
 * @param identity 8 characters of a digest of the KPI's id
 * @param header 6 characters of a digest of the header text that we last wrote
 */
public record Tag(String identity, String header) {
    private static final int IDENTITY = 8;
    private static final int HEADER = 6;
    private static final String ALPHABET = "abcdefghijklmnopqrstuvwxyz234567";
    private static final Pattern TEXT = Pattern.compile("[a-z2-7]{" + (IDENTITY + HEADER) + "}");

    public Tag {
        if (identity.length() != IDENTITY || header.length() != HEADER) {
            throw new IllegalArgumentException("not a tag: " + identity + header);
        }
    }

    public static Tag of(String id, String headerText) {
        return new Tag(digest(id, IDENTITY), digest(Header.normal(headerText), HEADER));
    }

    /** Reads what {@link #text} gave; empty for anything else. */
    public static Optional<Tag> parse(String text) {
        return TEXT.matcher(text).matches()
                ? Optional.of(new Tag(text.substring(0, IDENTITY), text.substring(IDENTITY)))
                : Optional.empty();
    }

    /** The 14 characters that the sheet holds: small letters and digits, so it can be part of a name. */
    public String text() {
        return identity + header;
    }

    public boolean isOf(String id) {
        return identity.equals(digest(id, IDENTITY));
    }

    /** Whether this header text is the one that we last wrote. */
    public boolean wrote(String headerText) {
        return header.equals(digest(Header.normal(headerText), HEADER));
    }

    /** The same column under another id, its header as last written. */
    public Tag withId(String id) {
        return new Tag(digest(id, IDENTITY), header);
    }

    /** The same column, with another header as last written. */
    public Tag withHeader(String headerText) {
        return new Tag(identity, digest(Header.normal(headerText), HEADER));
    }

    private static String digest(String text, int length) {
        byte[] bytes = sha256(text.getBytes(StandardCharsets.UTF_8));
        StringBuilder letters = new StringBuilder();
        for (int bit = 0; letters.length() < length; bit += 5) {
            int window = ((bytes[bit / 8] & 0xff) << 8) | (bytes[bit / 8 + 1] & 0xff);
            letters.append(ALPHABET.charAt(window >> (11 - bit % 8) & 31));
        }
        return letters.toString();
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java has SHA-256", impossible);
        }
    }
}
