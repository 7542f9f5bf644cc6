package org.kpirunner.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.kpirunner.problem.KpiException;
import org.kpirunner.problem.Reason;

class HeadStartTest {
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final List<String> asked = new CopyOnWriteArrayList<>();
    private final List<String> answered = new ArrayList<>();

    /** Questions that are asked as one, a letter each. */
    private record Letters(String letters, List<Duration> timeouts) implements HeadStart.Joint<Letters> {
        static Letters of(String letters) {
            return new Letters(
                    letters, letters.chars().mapToObj(letter -> MINUTE).toList());
        }

        @Override
        public List<Letters> halves() {
            return HeadStart.Joint.halves(List.of(letters.split("")))
                    .map(half -> of(String.join("", half)))
                    .toList();
        }
    }

    private HeadStart<Letters, String> headStart(HeadStart.Source<Letters, String> source) {
        return new HeadStart<>(
                (joint, time, cancellation) -> {
                    asked.add(joint.letters());
                    return source.ask(joint, time, cancellation);
                },
                answered::add);
    }

    private HeadStart<Letters, String> failingAt(String letter, RuntimeException problem) {
        return headStart((joint, time, cancellation) -> {
            if (joint.letters().contains(letter)) {
                throw problem;
            }
            return joint.letters();
        });
    }

    private static String untilCancelled(Cancellation cancellation) {
        CompletableFuture<Void> cancelled = new CompletableFuture<>();
        cancellation.onCancel(() -> cancelled.complete(null));
        cancelled.join();
        cancellation.check();
        return "never";
    }

    @Test
    void questionsAreAskedAsOneForHalfOfTheShortestTimeout() {
        List<Duration> times = new ArrayList<>();
        HeadStart<Letters, String> ahead = headStart((joint, time, cancellation) -> {
            times.add(time);
            return joint.letters();
        });

        ahead.ask(new Letters("ab", List.of(MINUTE, Duration.ofSeconds(30))));

        assertThat(answered).containsExactly("ab");
        assertThat(times).containsExactly(Duration.ofSeconds(15));
    }

    @Test
    void whatFailsIsSplitUntilOnlyItsNeighbourIsLeftWithoutAnAnswer() {
        failingAt("g", new KpiException(Reason.DIVISION_BY_ZERO, "division by zero"))
                .ask(Letters.of("abcdefgh"));

        assertThat(asked).containsExactly("abcdefgh", "abcd", "efgh", "ef", "gh");
        assertThat(answered).containsExactly("abcd", "ef");
    }

    @Test
    void failureThatIsNotOfOneQuestionIsNotSplit() {
        for (Reason reason : List.of(Reason.SOURCE_UNREACHABLE, Reason.OUT_OF_MEMORY, Reason.CANCELLED)) {
            failingAt("a", new KpiException(reason, "no")).ask(Letters.of("abcd"));
        }

        assertThat(asked).containsExactly("abcd", "abcd", "abcd");
        assertThat(answered).isEmpty();
    }

    @Test
    void bugLeavesEachToAskForItself() {
        failingAt("a", new IllegalStateException("oops")).ask(Letters.of("abcd"));

        assertThat(asked).containsExactly("abcd");
        assertThat(answered).isEmpty();
    }

    @Test
    void whatIsLateIsCancelledAndNotSplit() {
        List<Duration> tiny = List.of(MINUTE, Duration.ofMillis(20), MINUTE, MINUTE);

        Duration took = headStart((joint, time, cancellation) -> untilCancelled(cancellation))
                .ask(new Letters("abcd", tiny));

        assertThat(asked).containsExactly("abcd");
        assertThat(answered).isEmpty();
        assertThat(took).isBetween(Duration.ofMillis(10), Duration.ofSeconds(25));
    }

    @Test
    void interruptCancelsWhatIsAskedAndWhatWouldBeAskedLater() {
        List<HeadStart<Letters, String>> self = new ArrayList<>();
        HeadStart<Letters, String> ahead = headStart((joint, time, cancellation) -> {
            self.get(0).interrupt();
            return untilCancelled(cancellation);
        });
        self.add(ahead);

        ahead.ask(Letters.of("abcd"));
        ahead.ask(Letters.of("ef"));

        assertThat(asked).containsExactly("abcd");
        assertThat(answered).isEmpty();
    }
}
