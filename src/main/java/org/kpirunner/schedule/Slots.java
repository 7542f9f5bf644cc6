package org.kpirunner.schedule;

import java.time.Instant;
import java.util.Optional;

/** Remembers over restarts which slot of an entry was finished last. */
public interface Slots {
    Optional<Instant> finished(String entry);

    void finish(String entry, Instant slot);
}
