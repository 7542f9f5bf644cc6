package org.kpirunner.sheet;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A sheet that rows are appended to: one read, then one atomic write. */
public interface Sheet {
    /** The address as {@code --to} has it; stable, the key of its deliveries in the ledger. */
    String address();

    /**
     * Whether a run is in the sheet, by the proof that this kind of sheet holds.
     *
     * @param evidence what {@link Prepared#evidence} gave before the attempt whose end is not known
     */
    Proof proof(String run, String evidence);

    /** The same for attempts whose ends are not known; a sheet may see to it that the values stand where they belong. */
    default List<Settled> settle(List<Attempt> attempts) {
        return attempts.stream()
                .map(attempt -> new Settled(proof(attempt.row().run(), attempt.evidence()), Optional.empty()))
                .toList();
    }

    /** What {@link #prepare} would decide; nothing is kept from other writers, and nothing is written. */
    default Alignment plan(List<Row> rows) {
        try (Prepared prepared = prepare(rows)) {
            return prepared.alignment();
        }
    }

    /**
     * Reads what must be known, decides what to write, and keeps other writers of this machine out until closed.
     * Nothing is written yet. The rows are in order, oldest first; several land in one write.
     */
    Prepared prepare(List<Row> rows);

    /** Whether a row could be written, in a sentence for people; throws what keeps it from that. Changes nothing. */
    default String probe() {
        try (Prepared prepared = prepare(List.of())) {
            List<String> warnings = prepared.alignment().warnings();
            return warnings.isEmpty() ? "can be written" : String.join("; ", warnings);
        }
    }

    /** Tries out what it relies on, on a scratch place that it removes again; a line each. */
    default List<String> tryOut() {
        return List.of(probe());
    }

    /** Whether a run landed in a sheet. */
    enum Proof {
        LANDED,
        NOT_LANDED,
        UNKNOWN
    }

    /** A row whose write was begun, and what {@link Prepared#evidence} gave before. */
    record Attempt(Row row, String evidence) {}

    /**
     * How an attempt ended.
     *
     * @param doubt what people should know of a row that landed, but could not be seen to stand as it should
     */
    record Settled(Proof proof, Optional<String> doubt) {}

    /** A write that is decided but not done. */
    interface Prepared extends AutoCloseable {
        /** What the write will change, for people: columns found, moved, created, and the warnings. */
        Alignment alignment();

        /** What to record before {@link #commit}, so that a later {@link Sheet#proof} can tell how it ended. */
        String evidence();

        /**
         * Writes everything or nothing; returns what it changed besides adding rows, one sentence each. What the
         * alignment warns of and what it could not write is not repeated.
         */
        List<String> commit();

        /** After that: what people should know of rows that could not be seen to stand as they should, by their runs. */
        default Map<String, String> doubts() {
            return Map.of();
        }

        @Override
        void close();
    }
}
