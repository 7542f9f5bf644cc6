package org.kpirunner.engine.embedded;

import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.kpirunner.problem.KpiException;
import org.kpirunner.problem.Reason;

/** How much one step may hold at a time; what would exceed it fails instead of ending the process. */
public final class Memory {
    /** What a step may hold unless it is told otherwise. */
    public static final long DEFAULT_BYTES = 128L << 20;

    private static final int BYTES_OF_AN_OBJECT = 24;
    private static final int BYTES_OF_A_TEXT = 48;
    private static final int BYTES_OF_A_REFERENCE = 4;
    private static final long BYTES_OF_A_MEGABYTE = 1L << 20;

    private final long limit;
    private final AtomicLong used = new AtomicLong();

    public Memory(long limit) {
        this.limit = limit;
    }

    public static Memory ofDefaultSize() {
        return new Memory(DEFAULT_BYTES);
    }

    /** A place to hold things in; its purpose, as in {@code the rows of a join}, is named when there is no room. */
    public Hold hold(String purpose) {
        return new Hold(purpose);
    }

    /** What one operator holds; closing it lets all of it go. */
    public final class Hold implements AutoCloseable {
        private final String purpose;
        private long held;

        private Hold(String purpose) {
            this.purpose = purpose;
        }

        public void add(@Nullable Object[] row) {
            add(sizeOf(row));
        }

        public void addValue(@Nullable Object value) {
            add(BYTES_OF_A_REFERENCE + sizeOf(value));
        }

        public void add(long bytes) {
            held += bytes;
            if (used.addAndGet(bytes) > limit) {
                throw new KpiException(
                        Reason.OUT_OF_MEMORY,
                        String.format(
                                Locale.ROOT,
                                "%s would take more than the %d MB that a query may hold here (%d MB of it for them);"
                                        + " filter or aggregate more before they are brought together",
                                purpose,
                                limit / BYTES_OF_A_MEGABYTE,
                                held / BYTES_OF_A_MEGABYTE));
            }
        }

        /** Lets go of a part of what is held. */
        public void release(long bytes) {
            held -= bytes;
            used.addAndGet(-bytes);
        }

        @Override
        public void close() {
            release(held);
        }
    }

    /** About how many bytes a value takes; rather too many than too few. */
    public static long sizeOf(@Nullable Object value) {
        if (value == null || value instanceof Boolean) {
            return 0;
        }
        if (value instanceof String text) {
            return (long) BYTES_OF_A_TEXT + text.length();
        }
        if (value instanceof Object[] row) {
            long size = BYTES_OF_AN_OBJECT;
            for (Object field : row) {
                size += BYTES_OF_A_REFERENCE + sizeOf(field);
            }
            return size;
        }
        if (value instanceof byte[] bytes) {
            return BYTES_OF_AN_OBJECT + (long) bytes.length;
        }
        if (value instanceof List<?> items) {
            return BYTES_OF_A_TEXT
                    + items.stream()
                            .mapToLong(item -> BYTES_OF_A_REFERENCE + sizeOf(item))
                            .sum();
        }
        if (value instanceof Map<?, ?> map) {
            return BYTES_OF_A_TEXT
                    + map.entrySet().stream()
                            .mapToLong(e -> BYTES_OF_A_TEXT + sizeOf(e.getKey()) + sizeOf(e.getValue()))
                            .sum();
        }
        return value instanceof BigDecimal ? 2L * BYTES_OF_AN_OBJECT : BYTES_OF_AN_OBJECT;
    }
}
