package org.kpirunner.notify;

import java.util.List;
import org.kpirunner.ledger.Notice;

/** A way to tell people. */
interface Channel {
    /** What the ledger calls it; nothing secret. */
    String name();

    /**
     * Tells everything in one message.
     *
     * @throws NotArrivedException if it certainly did not arrive, so that it may be told again
     * @throws org.kpirunner.problem.KpiException if nobody can tell whether it arrived
     */
    void tell(List<Notice> notices) throws NotArrivedException;

    /** A message that certainly did not arrive. */
    final class NotArrivedException extends Exception {
        private static final long serialVersionUID = 1;

        NotArrivedException(String message) {
            super(message);
        }

        NotArrivedException(String message, Throwable cause) {
            super(message, cause);
        }
    }
}
