package org.kpirunner.sheet.google;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The proof that a run is in a tab: metadata of the tab that is written together with the run's row.
 *
 * @param id of the metadata
 * @param minute when it was written, in minutes since the epoch
 */
record RunToken(int id, String run, long minute) {
    private static final Pattern TEXT = Pattern.compile("(.+)-([0-9a-z]{1,7})");
    private static final int RADIX = 36;
    private static final long SECONDS = 60;

    /** A new token; the id is the first one of the run that nothing else is seen to have. */
    static RunToken of(String run, Instant now, int salt) {
        return new RunToken(Ids.ofRun(run, salt), run, minute(now));
    }

    static Optional<RunToken> parse(Mark mark) {
        Matcher text = TEXT.matcher(mark.value());
        return mark.key().equals(Mark.RUN) && text.matches()
                ? Optional.of(new RunToken(mark.id(), text.group(1), Long.parseLong(text.group(2), RADIX)))
                : Optional.empty();
    }

    static List<RunToken> all(List<Mark> marks) {
        return marks.stream().flatMap(mark -> parse(mark).stream()).toList();
    }

    static long minute(Instant now) {
        return now.getEpochSecond() / SECONDS;
    }

    String value() {
        return run + "-" + Long.toString(minute, RADIX).toLowerCase(Locale.ROOT);
    }

    /** How long ago it was written. */
    long minutesBefore(Instant now) {
        return minute(now) - minute;
    }
}
