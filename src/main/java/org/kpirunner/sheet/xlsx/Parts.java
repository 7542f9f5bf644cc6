package org.kpirunner.sheet.xlsx;

import java.io.BufferedOutputStream;
import java.io.ByteArrayInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.zip.Deflater;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveOutputStream;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.kpirunner.sheet.SheetFile.Content;

/** The parts of a workbook: those of its file, and over them those that a write changes or adds. */
final class Parts implements Closeable {
    /** Excel gives every part the earliest time that a ZIP file can hold. */
    private static final long PART_TIME = 315_532_800_000L;

    private static final int LARGEST_IN_MEMORY = 1 << 26;
    private static final byte[] ZIP = {'P', 'K'};
    private static final byte[] OLD_OR_ENCRYPTED = {(byte) 0xd0, (byte) 0xcf, 0x11, (byte) 0xe0};

    private final Optional<ZipFile> zip;
    private final Map<String, ZipArchiveEntry> entries = new LinkedHashMap<>();
    private final Map<String, byte[]> texts = new LinkedHashMap<>();
    private final Map<String, Content> streams = new LinkedHashMap<>();
    private final Map<String, String> names = new LinkedHashMap<>();

    /** A workbook that is not there yet. */
    Parts() {
        this.zip = Optional.empty();
    }

    private Parts(ZipFile zip) {
        this.zip = Optional.of(zip);
        for (ZipArchiveEntry entry : Collections.list(zip.getEntries())) {
            entries.put(key(entry.getName()), entry);
        }
    }

    static Parts open(Path file) throws IOException {
        byte[] start;
        try (InputStream in = Files.newInputStream(file)) {
            start = in.readNBytes(OLD_OR_ENCRYPTED.length);
        }
        if (start.length == 0) {
            throw new IOException("it is empty (0 bytes), and no workbook; delete it to start anew");
        }
        if (Arrays.equals(start, OLD_OR_ENCRYPTED)) {
            throw new IOException(
                    "it is encrypted, or a workbook of Excel 97-2003; save it as XLSX without a password");
        }
        if (start[0] != ZIP[0] || start[1] != ZIP[1]) {
            throw new IOException("it is no XLSX workbook");
        }
        return new Parts(ZipFile.builder().setPath(file).get());
    }

    boolean has(String part) {
        return texts.containsKey(key(part)) || entries.containsKey(key(part));
    }

    InputStream open(String part) throws IOException {
        byte[] text = texts.get(key(part));
        if (text != null) {
            return new ByteArrayInputStream(text);
        }
        ZipArchiveEntry entry = entries.get(key(part));
        if (entry == null || zip.isEmpty()) {
            throw new IOException("it lacks its part " + part);
        }
        return zip.get().getInputStream(entry);
    }

    /** The whole text of a part that is small. */
    String text(String part) throws IOException {
        try (InputStream in = open(part)) {
            byte[] bytes = in.readNBytes(LARGEST_IN_MEMORY + 1);
            if (bytes.length > LARGEST_IN_MEMORY) {
                throw new IOException("its part " + part + " has more than " + LARGEST_IN_MEMORY + " bytes");
            }
            return new String(bytes, StandardCharsets.UTF_8);
        }
    }

    void put(String part, String text) {
        texts.put(key(part), text.getBytes(StandardCharsets.UTF_8));
        names.putIfAbsent(key(part), part);
    }

    /** Puts a part that is made while the workbook is written, from what {@link #open} gives. */
    void put(String part, Content content) {
        streams.put(key(part), content);
        names.putIfAbsent(key(part), part);
    }

    /** Takes a part out; what refers to it is the caller's to change. */
    void remove(String part) {
        entries.remove(key(part));
    }

    /** Writes the workbook; parts that were not put are copied byte for byte, compressed as they are. */
    void writeTo(OutputStream out) throws IOException {
        Map<String, Content> contents = new LinkedHashMap<>();
        texts.forEach((key, text) -> contents.put(key, to -> to.write(text)));
        contents.putAll(streams);
        ZipArchiveOutputStream written = new ZipArchiveOutputStream(out);
        written.setLevel(Deflater.BEST_SPEED);
        for (Map.Entry<String, ZipArchiveEntry> old : entries.entrySet()) {
            Content content = contents.remove(old.getKey());
            if (content == null) {
                written.addRawArchiveEntry(old.getValue(), zip.orElseThrow().getRawInputStream(old.getValue()));
            } else {
                write(written, old.getValue().getName(), content);
            }
        }
        for (Map.Entry<String, Content> added : contents.entrySet()) {
            write(written, Objects.requireNonNull(names.get(added.getKey())), added.getValue());
        }
        written.finish();
        written.flush();
    }

    private static void write(ZipArchiveOutputStream out, String name, Content content) throws IOException {
        ZipArchiveEntry entry = new ZipArchiveEntry(name);
        entry.setTime(PART_TIME);
        out.putArchiveEntry(entry);
        OutputStream buffered = new BufferedOutputStream(out, 1 << 16);
        content.writeTo(buffered);
        buffered.flush();
        out.closeArchiveEntry();
    }

    /** Names of parts are compared without regard to case; some writers put a slash before them. */
    private static String key(String part) {
        return (part.startsWith("/") ? part.substring(1) : part).toLowerCase(Locale.ROOT);
    }

    @Override
    public void close() throws IOException {
        if (zip.isPresent()) {
            zip.get().close();
        }
    }
}
