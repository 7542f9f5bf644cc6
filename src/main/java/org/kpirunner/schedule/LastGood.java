package org.kpirunner.schedule;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.kpirunner.problem.KpiException;
import org.kpirunner.problem.Reason;

/** A file that may change while we run: read again when its text changed, and kept as it was when that is broken. */
public final class LastGood<T> implements Supplier<T> {
    private final Path path;
    private final Function<String, T> reader;
    private final Consumer<String> say;
    private String text;
    private T value;

    private LastGood(Path path, Function<String, T> reader, Consumer<String> say, String text, T value) {
        this.path = path;
        this.reader = reader;
        this.say = say;
        this.text = text;
        this.value = value;
    }

    /** Reads the file for the first time, when a mistake in it is thrown. */
    public static <T> LastGood<T> of(Path path, Function<String, T> reader, Consumer<String> say) {
        String text;
        try {
            text = Files.readString(path, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new KpiException(Reason.BAD_CONFIGURATION, path + ": cannot be read: " + e, e);
        }
        return new LastGood<>(path, reader, say, text, reader.apply(text));
    }

    /** The newest good version. */
    @Override
    public synchronized T get() {
        String now = readOrNull();
        if (now != null && !now.equals(text)) {
            text = now;
            try {
                value = reader.apply(now);
                say.accept(path + ": changed, and taken up");
            } catch (KpiException e) {
                say.accept(path + ": changed, but has mistakes, so the version before stays in use\n" + e.getMessage());
            }
        }
        return value;
    }

    /** Null while an editor is replacing the file; the next look finds it again. */
    private @Nullable String readOrNull() {
        try {
            return Files.readString(path, StandardCharsets.UTF_8);
        } catch (IOException e) {
            return null;
        }
    }
}
