package org.kpirunner.problem;

/** A failure whose reader can put it right: the message stands alone and holds no secret. */
public class KpiException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final Reason reason;

    public KpiException(Reason reason, String message) {
        super(message);
        this.reason = reason;
    }

    public KpiException(Reason reason, String message, Throwable cause) {
        super(message, cause);
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }
}
