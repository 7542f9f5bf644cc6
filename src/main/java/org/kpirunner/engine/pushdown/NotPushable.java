package org.kpirunner.engine.pushdown;

/** Says that a source can't compute a part of a plan, and why; the part is then computed here. */
public final class NotPushable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** The reason reads on from "is computed here, because ". */
    public NotPushable(String reason) {
        super(reason, null, false, false);
    }
}
