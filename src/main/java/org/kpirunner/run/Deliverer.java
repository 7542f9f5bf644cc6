package org.kpirunner.run;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiPredicate;
import java.util.function.Predicate;
import org.kpirunner.ledger.Delivery;
import org.kpirunner.ledger.Delivery.State;
import org.kpirunner.ledger.Outbox;
import org.kpirunner.problem.KpiException;
import org.kpirunner.problem.Reason;
import org.kpirunner.sheet.Alignment;
import org.kpirunner.sheet.Row;
import org.kpirunner.sheet.Sheet;

/** Brings the rows that wait for a sheet into it, in order, each exactly once. */
final class Deliverer {
    /** What one write may carry, so that a long outage is made up for in a few writes of a bearable size. */
    private static final int ROWS_AT_ONCE = 100;

    private static final int CHARACTERS_AT_ONCE = 1_000_000;
    private static final Duration SETTLED = Duration.ofHours(1);

    private final Outbox outbox;
    private final Duration patience;

    /**
     * Assigns its parts.
     *
     * @param patience how long to wait while another process delivers to the same sheet
     */
    Deliverer(Outbox outbox, Duration patience) {
        this.outbox = outbox;
        this.patience = patience;
    }

    /** Tells a sheet which of the runs in it need no proof any more. */
    static BiPredicate<String, String> confirmedBy(Outbox outbox) {
        return (sheet, run) -> outbox.isDelivered(sheet, run, SETTLED);
    }

    SheetDelivery deliver(Sheet sheet) {
        Course course = new Course(sheet.address());
        try {
            Optional<Boolean> done = outbox.alone(sheet.address(), patience, () -> deliver(sheet, course));
            if (done.isEmpty()) {
                course.problem = Optional.of(locked(sheet.address(), patience));
            }
        } catch (KpiException problem) {
            course.problem = Optional.of(problem);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
        return course.end(outbox);
    }

    static KpiException locked(String sheet, Duration patience) {
        return new KpiException(
                Reason.SHEET_LOCKED,
                sheet + ": another process has been delivering to it for more than " + patience.toSeconds() + " s");
    }

    private boolean deliver(Sheet sheet, Course course) {
        settle(sheet, course);
        int most = ROWS_AT_ONCE;
        List<Delivery> batch = nextBatch(sheet, most);
        while (!batch.isEmpty()) {
            try {
                write(sheet, batch, course);
            } catch (KpiException problem) {
                // What is too much together may fit one by one, as far as it goes.
                boolean stillWaits = numbers(nextBatch(sheet, most)).equals(numbers(batch));
                if (problem.reason() != Reason.SHEET_LIMIT || batch.size() == 1 || !stillWaits) {
                    throw problem;
                }
                most = 1;
            }
            batch = nextBatch(sheet, most);
        }
        return true;
    }

    /** Finds out how the attempts ended that have no recorded end; one that the sheet cannot tell keeps nobody waiting. */
    private void settle(Sheet sheet, Course course) {
        List<Delivery> untold = outbox.open(sheet.address()).stream()
                .filter(delivery -> delivery.state() == State.ATTEMPTED || delivery.state() == State.UNKNOWN)
                .toList();
        if (untold.isEmpty()) {
            return;
        }
        List<Sheet.Settled> ends = sheet.settle(untold.stream()
                .map(delivery -> new Sheet.Attempt(RowJson.read(delivery.payload()), delivery.evidence()))
                .toList());
        for (int i = 0; i < untold.size(); i++) {
            Delivery delivery = untold.get(i);
            switch (ends.get(i).proof()) {
                case LANDED -> {
                    Map<String, String> doubts = ends.get(i)
                            .doubt()
                            .map(doubt -> Map.of(delivery.run(), doubt))
                            .orElse(Map.of());
                    outbox.delivered(List.of(delivery), doubts);
                    course.landed.add(delivery.run());
                    course.said.addAll(doubts.values());
                }
                case NOT_LANDED -> outbox.waiting(delivery);
                case UNKNOWN -> outbox.unknown(delivery);
            }
        }
    }

    private List<Delivery> nextBatch(Sheet sheet, int most) {
        List<Delivery> batch = new ArrayList<>();
        int characters = 0;
        for (Delivery delivery : outbox.open(sheet.address())) {
            characters += delivery.payload().length();
            boolean isFull = batch.size() == most || (!batch.isEmpty() && characters > CHARACTERS_AT_ONCE);
            if (isFull || delivery.state() == State.ATTEMPTED) {
                break;
            }
            if (delivery.state() == State.WAITING) {
                batch.add(delivery);
            }
        }
        return batch;
    }

    private static List<Long> numbers(List<Delivery> deliveries) {
        return deliveries.stream().map(Delivery::number).toList();
    }

    private void write(Sheet sheet, List<Delivery> batch, Course course) {
        List<Row> rows =
                batch.stream().map(delivery -> RowJson.read(delivery.payload())).toList();
        boolean isBegun = false;
        try (Sheet.Prepared prepared = sheet.prepare(rows)) {
            outbox.attempting(batch, prepared.evidence());
            isBegun = true;
            course.said.addAll(prepared.commit());
            Map<String, String> doubts = prepared.doubts();
            course.said.addAll(doubts.values());
            outbox.delivered(batch, doubts);
            course.landed(batch, prepared.alignment());
        } catch (KpiException problem) {
            if (isBegun) {
                outbox.failed(batch, String.valueOf(problem.getMessage()));
            } else {
                outbox.couldNotTry(batch, String.valueOf(problem.getMessage()));
            }
            throw problem;
        }
    }

    /** What has happened so far. */
    private static final class Course {
        private final String address;
        private final List<String> landed = new ArrayList<>();
        private final List<String> said = new ArrayList<>();
        private final List<String> unwritten = new ArrayList<>();
        private Optional<KpiException> problem = Optional.empty();

        private Course(String address) {
            this.address = address;
        }

        private void landed(List<Delivery> batch, Alignment alignment) {
            batch.forEach(delivery -> landed.add(delivery.run()));
            said.addAll(alignment.warnings());
            for (Alignment.Unwritten value : alignment.unwritten()) {
                unwritten.add("\"" + value.name() + "\" of run " + value.run() + ": " + value.message());
            }
        }

        private SheetDelivery end(Outbox outbox) {
            List<Delivery> open = List.of();
            try {
                open = outbox.open(address);
            } catch (KpiException another) {
                problem = problem.or(() -> Optional.of(another));
            }
            return new SheetDelivery(
                    address,
                    landed,
                    runs(open, delivery -> delivery.state() != State.UNKNOWN),
                    runs(open, delivery -> delivery.state() == State.UNKNOWN),
                    said,
                    unwritten,
                    problem);
        }

        private static List<String> runs(List<Delivery> open, Predicate<Delivery> which) {
            return open.stream().filter(which).map(Delivery::run).toList();
        }
    }
}
