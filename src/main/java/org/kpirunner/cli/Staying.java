package org.kpirunner.cli;

import java.nio.file.Path;
import java.time.ZoneId;
import org.kpirunner.problem.KpiException;
import org.kpirunner.schedule.Scheduler;
import org.kpirunner.schedule.Slots;

/** What is done besides running, and while staying; put together by {@code Main}. */
public interface Staying {
    /** The memory of slots in the ledger of a folder. */
    Slots slots(Path state);

    /**
     * Serves the operations endpoint until it is closed.
     *
     * @param address as {@code 127.0.0.1:8080}
     */
    Listening listen(String address, Path state, ZoneId zone, Scheduler scheduler);

    /**
     * Checks what the environment says of who is to be told, without telling anybody.
     *
     * @throws KpiException if it is wrong
     */
    void checkTelling();

    /**
     * Tells people what has changed by the runs in the ledger of a folder, where the environment says that they want it;
     * what cannot be told is logged.
     */
    void tell(Path state);

    /** The endpoint while it is served. */
    interface Listening extends AutoCloseable {
        @Override
        void close();
    }
}
