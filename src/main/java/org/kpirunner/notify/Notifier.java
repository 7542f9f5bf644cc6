package org.kpirunner.notify;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.kpirunner.ledger.EndedRun;
import org.kpirunner.ledger.Ledger;
import org.kpirunner.ledger.Notice;
import org.kpirunner.ledger.Notices;
import org.kpirunner.notify.Channel.NotArrivedException;
import org.kpirunner.problem.KpiException;

/** Tells people what has changed, from the ledger, so that a restart neither forgets nor repeats. */
public final class Notifier {
    private static final int RUNS = 200;
    private static final Duration STALE = Duration.ofDays(1);

    private final Settings settings;
    private final Clock clock;
    private final Consumer<String> say;

    private Notifier(Settings settings, Clock clock, Consumer<String> say) {
        this.settings = settings;
        this.clock = clock;
        this.say = say;
    }

    /**
     * Reads from the environment who wants to be told, and how.
     *
     * @param say told of what could not be told
     * @throws KpiException if what the environment says is wrong
     */
    public static Notifier of(Map<String, String> environment, Clock clock, Consumer<String> say) {
        return new Notifier(Settings.read(environment), clock, say);
    }

    /** Whether anybody wants to be told. */
    public boolean isWanted() {
        return !settings.channels().isEmpty();
    }

    /** Judges the runs that have ended since the last time, and tells what is to be told; what fails is said. */
    public void tell(Ledger ledger) {
        Notices notices = ledger.notices();
        judge(ledger, notices);
        for (Channel channel : settings.channels()) {
            tell(channel, notices);
        }
    }

    private void judge(Ledger ledger, Notices notices) {
        long before = notices.judged();
        Judgement judgement = new Judgement(notices.conditions(), settings.grace(), settings.again(), clock.instant());
        List<EndedRun> runs = ledger.history().after(before, RUNS);
        runs.forEach(judgement::add);
        judgement.end();
        long after = runs.isEmpty() ? before : runs.get(runs.size() - 1).number();
        notices.judge(before, after, judgement.conditions(), judgement.notices());
    }

    private void tell(Channel channel, Notices notices) {
        List<Notice> untold = notices.take(channel.name(), STALE);
        if (untold.isEmpty()) {
            return;
        }
        try {
            channel.tell(untold);
        } catch (NotArrivedException e) {
            notices.giveBack(channel.name(), untold);
            say.accept(e.getMessage() + "; " + untold.size() + " notifications are tried again");
        } catch (KpiException e) {
            say.accept(String.valueOf(e.getMessage()));
        }
    }
}
