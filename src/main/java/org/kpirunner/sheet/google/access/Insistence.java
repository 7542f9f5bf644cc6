package org.kpirunner.sheet.google.access;

import java.time.Duration;
import java.time.Instant;
import org.kpirunner.sheet.google.access.Explanation.Doing;

/** Repeats calls that do no harm when they are done twice, until they succeed or there is no use. */
public final class Insistence {
    /** Together about four minutes, so that a full quota window and more passes. */
    static final int THROTTLED = 8;

    static final int UNKNOWN = 6;
    static final int NOT_SENT = 3;

    private static final Duration LONGEST = Duration.ofMinutes(5);

    private final Patience patience;
    private final Explanation explanation;

    public Insistence(Patience patience, Explanation explanation) {
        this.patience = patience;
        this.explanation = explanation;
    }

    /** Where it fails for good, the exception says why. */
    public <T> T on(Call<T> call, Doing doing) {
        int failures = 0;
        Instant begun = patience.now();
        while (true) {
            try {
                return call.send();
            } catch (CallFailure failure) {
                if (failures++ >= most(failure) || isLong(begun, patience.now())) {
                    throw explanation.of(failure, doing);
                }
                patience.afterFailure(failures - 1);
            }
        }
    }

    /** Whether it was done; not where it is refused as the spreadsheet is no longer what it was taken for. */
    public boolean isDone(Action action, Doing doing) {
        return on(
                () -> {
                    try {
                        action.send();
                        return true;
                    } catch (CallFailure failure) {
                        if (failure.kind() == CallFailure.Kind.REFUSED && !Explanation.isFinal(failure)) {
                            return false;
                        }
                        throw failure;
                    }
                },
                doing);
    }

    /** Whether it has taken so long that others have waited enough. */
    public static boolean isLong(Instant begun, Instant now) {
        return now.isAfter(begun.plus(LONGEST));
    }

    /** How often a failure of this kind is worth another try. */
    public static int most(CallFailure failure) {
        return switch (failure.kind()) {
            case THROTTLED -> THROTTLED;
            case UNKNOWN -> UNKNOWN;
            case NOT_SENT -> NOT_SENT;
            case REFUSED, NO_TOKEN -> 0;
        };
    }

    /** The same without an answer. */
    @FunctionalInterface
    public interface Action {
        void send() throws CallFailure;
    }

    /** A call that may be repeated. */
    @FunctionalInterface
    public interface Call<T> {
        T send() throws CallFailure;
    }
}
