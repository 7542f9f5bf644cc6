package org.kpirunner.schedule;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Starts what is due: each slot once, an entry never beside itself, what was missed once and not n times. */
public final class Scheduler {
    /** A clock set back by less than this does not bring slots again that were started already. */
    private static final Duration SET_BACK = Duration.ofDays(1);

    /** So many slots are counted one by one; where more passed, only the newest is looked for. */
    private static final int COUNTED = 1000;

    private static final List<Duration> WINDOWS =
            List.of(Duration.ofHours(1), Duration.ofDays(1), Duration.ofDays(32), Duration.ofDays(400));

    private final Supplier<Crontab> crontab;
    private final ZoneId zone;
    private final Slots slots;
    private final Starter starter;
    private final Clock clock;
    private final Pause pause;
    private final Duration look;
    private final Duration jitter;
    private final Executor executor;
    private final Consumer<String> say;

    private final Map<String, Instant> considered = new LinkedHashMap<>();
    private final Map<String, Instant> started = new LinkedHashMap<>();
    private final Map<String, Slot> running = new ConcurrentHashMap<>();

    /**
     * Assigns its parts.
     *
     * @param look how often the clock and the files are looked at, at the least
     * @param jitter the longest delay of a start; which one a slot has is decided by the slot
     * @param executor where commands run
     */
    public Scheduler(
            Supplier<Crontab> crontab,
            ZoneId zone,
            Slots slots,
            Starter starter,
            Clock clock,
            Pause pause,
            Duration look,
            Duration jitter,
            Executor executor,
            Consumer<String> say) {
        this.crontab = crontab;
        this.zone = zone;
        this.slots = slots;
        this.starter = starter;
        this.clock = clock;
        this.pause = pause;
        this.look = look;
        this.jitter = jitter;
        this.executor = executor;
        this.say = say;
    }

    /** Goes on until the calling thread is interrupted; what runs then is left to the executor. */
    public void run() {
        Instant looked = begin();
        try {
            while (true) {
                pause.sleep(untilNextAfter(looked));
                Instant now = tick();
                if (now.plusSeconds(1).isBefore(looked)) {
                    say.accept("the clock was set back to " + now + "; slots that were started are not started again");
                }
                looked = now;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Instant begin() {
        Instant now = clock.instant();
        for (Entry entry : crontab.get().entries()) {
            considered.put(entry.key(), now);
            switch (entry.onStart()) {
                case NO -> {}
                case ALWAYS -> start(new Slot(entry, now, Slot.Cause.START));
                case IF_MISSED -> catchUp(entry, now);
            }
        }
        return now;
    }

    private void catchUp(Entry entry, Instant now) {
        Instant last = slots.finished(entry.key()).orElse(null);
        if (last == null) {
            slots.finish(entry.key(), now);
            return;
        }
        Passed passed = passed(entry, last, now);
        if (passed.count > 0) {
            say.accept(entry.label() + ": " + passed.describe()
                    + " passed while nothing ran; one run for the newest, of " + passed.newest);
            start(new Slot(entry, passed.newest, Slot.Cause.MISSED));
        }
    }

    private Instant tick() {
        Instant now = clock.instant();
        List<Entry> entries = crontab.get().entries();
        considered.keySet().retainAll(entries.stream().map(Entry::key).collect(Collectors.toSet()));
        for (Entry entry : entries) {
            Instant since = considered.getOrDefault(entry.key(), now);
            considered.put(entry.key(), now);
            if (now.isBefore(since)) {
                continue;
            }
            Passed passed = passed(entry, since, now);
            if (passed.count > 1) {
                say.accept(entry.label() + ": " + passed.describe()
                        + " passed while this machine slept or its clock was set;" + " one run for the newest, of "
                        + passed.newest);
            }
            if (passed.count > 0 && !isRepeated(entry, passed.newest)) {
                start(new Slot(entry, passed.newest, passed.count > 1 ? Slot.Cause.MISSED : Slot.Cause.DUE));
            }
        }
        return now;
    }

    /** Whether a slot comes again because the clock was set back a little. */
    private boolean isRepeated(Entry entry, Instant slot) {
        Instant before = started.get(entry.key());
        return before != null
                && !slot.isAfter(before)
                && Duration.between(slot, before).compareTo(SET_BACK) < 0;
    }

    private void start(Slot slot) {
        String key = slot.entry().key();
        if (running.putIfAbsent(key, slot) != null) {
            say.accept(slot.entry().label() + ": the slot of " + slot.due()
                    + " is skipped, as the run before it still goes on");
            return;
        }
        started.put(key, slot.due());
        executor.execute(() -> {
            try {
                pause.sleep(delay(slot));
                starter.start(slot);
                slots.finish(key, slot.due());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } finally {
                running.remove(key);
            }
        });
    }

    private Duration delay(Slot slot) {
        long fraction = Byte.toUnsignedLong(slot.digest()[0]) * 256 + Byte.toUnsignedLong(slot.digest()[1]);
        return jitter.multipliedBy(fraction).dividedBy(65_536);
    }

    /** Counted from the last look, as a slot that has come since then waits already. */
    private Duration untilNextAfter(Instant looked) {
        Instant now = clock.instant();
        Duration shortest = look;
        for (Entry entry : crontab.get().entries()) {
            Duration wait = Duration.between(now, entry.schedule().next(looked, zone));
            shortest = wait.compareTo(shortest) < 0 ? wait : shortest;
        }
        return shortest.isNegative() ? Duration.ZERO : shortest;
    }

    /** The slots after one instant and up to another; the newest is what counts, so the count may be a lower bound. */
    private record Passed(Instant newest, int count, boolean more) {
        String describe() {
            return (more ? "more than " : "") + count + (count == 1 ? " slot" : " slots");
        }
    }

    private Passed passed(Entry entry, Instant since, Instant now) {
        Passed all = count(entry, since, now, COUNTED);
        for (Duration window : all.more ? WINDOWS : List.<Duration>of()) {
            Passed found = count(entry, now.minus(window), now, Integer.MAX_VALUE);
            if (found.count > 0) {
                return new Passed(found.newest, all.count, true);
            }
        }
        return all;
    }

    private Passed count(Entry entry, Instant since, Instant now, int most) {
        Instant newest = since;
        int count = 0;
        for (Instant next = entry.schedule().next(since, zone);
                !next.isAfter(now);
                next = entry.schedule().next(next, zone)) {
            newest = next;
            count++;
            if (count == most) {
                return new Passed(newest, count, true);
            }
        }
        return new Passed(newest, count, false);
    }

    /** What has run into the next slot of its entry and goes on still, one sentence each. */
    public List<String> late() {
        Instant now = clock.instant();
        return running.values().stream()
                .filter(slot -> !slot.entry().schedule().next(slot.due(), zone).isAfter(now))
                .map(slot -> slot.entry().label() + ": the run of " + slot.due() + " still goes on")
                .toList();
    }

    /** The entries that are in use. */
    public List<Entry> entries() {
        return crontab.get().entries();
    }

    /** The next slots of an entry. */
    public static List<Instant> upcoming(Entry entry, Instant from, ZoneId zone, int count) {
        List<Instant> slots = new ArrayList<>();
        Instant slot = from;
        for (int i = 0; i < count; i++) {
            slot = entry.schedule().next(slot, zone);
            slots.add(slot);
        }
        return slots;
    }
}
