package org.kpirunner.sheet.google.server;

import java.time.Duration;
import org.kpirunner.sheet.google.server.wire.Answer;
import org.kpirunner.sheet.google.server.wire.ApiError;
import org.kpirunner.sheet.google.server.wire.Call;

/** What goes wrong with one call. */
public sealed interface Fault {
    Fault NONE = new None();

    /** Nothing. */
    record None() implements Fault {}

    /** The call is answered without being looked at. */
    record Refused(Answer answer) implements Fault {}

    /** The call is done, and then answered as if it were not. */
    record Denied(Answer answer) implements Fault {}

    /** The connection is cut without an answer, after the call is done or instead of doing it. */
    record Dropped(boolean isDone) implements Fault {}

    /** The call is done, and the connection is cut in the middle of the answer. */
    record Truncated() implements Fault {}

    /** The answer of {@code now} is given, and the call is done later, after so many more calls. */
    record Late(Answer now, int calls) implements Fault {}

    /** The call is done, and the answer takes so long. */
    record Slow(Duration delay) implements Fault {}

    static Fault refused(ApiError error) {
        return new Refused(Answer.of(error));
    }

    static Fault denied(ApiError error) {
        return new Denied(Answer.of(error));
    }

    static Fault late(int calls) {
        return new Late(Answer.of(ApiError.unavailable()), calls);
    }

    /** Decides what goes wrong with each call; may also let people act before it. */
    @FunctionalInterface
    interface Source {
        Fault of(Call call);
    }
}
