package org.kpirunner.sheet;

import java.io.BufferedInputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** The length of a content and its SHA-256, by which it is known again. */
public record Fingerprint(long length, String digest) {
    /** That of a file which does not exist. */
    public static final Fingerprint NONE = new Fingerprint(-1, "-");

    public static Fingerprint of(Path file) throws IOException {
        return of(file, Long.MAX_VALUE);
    }

    /** That of a content which need not be anywhere. */
    public static Fingerprint of(SheetFile.Content content) throws IOException {
        Meter meter = new Meter();
        content.writeTo(meter);
        return meter.fingerprint();
    }

    /** Whether a file begins with, or is, this content. */
    public boolean isBeginningOf(Path file) throws IOException {
        return length >= 0 && Files.size(file) >= length && of(file, length).equals(this);
    }

    private static Fingerprint of(Path file, long limit) throws IOException {
        Meter meter = new Meter();
        byte[] buffer = new byte[1 << 16];
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
            while (meter.length < limit) {
                int read = in.read(buffer, 0, (int) Math.min(buffer.length, limit - meter.length));
                if (read < 0) {
                    break;
                }
                meter.write(buffer, 0, read);
            }
        }
        return meter.fingerprint();
    }

    @Override
    public String toString() {
        return length + ":" + digest;
    }

    public static Fingerprint parse(String text) {
        int colon = text.indexOf(':');
        return new Fingerprint(Long.parseLong(text.substring(0, colon)), text.substring(colon + 1));
    }

    private static final class Meter extends FilterOutputStream {
        private final MessageDigest digest;
        private long length;

        private Meter() {
            super(OutputStream.nullOutputStream());
            try {
                digest = MessageDigest.getInstance("SHA-256");
            } catch (NoSuchAlgorithmException impossible) {
                throw new IllegalStateException("every Java has SHA-256", impossible);
            }
        }

        @Override
        public void write(int one) {
            digest.update((byte) one);
            length++;
        }

        @Override
        public void write(byte[] bytes, int offset, int count) {
            digest.update(bytes, offset, count);
            length += count;
        }

        private Fingerprint fingerprint() {
            return new Fingerprint(length, HexFormat.of().formatHex(digest.digest()));
        }
    }
}
