package org.kpirunner.sheet.google.server;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.kpirunner.sheet.google.server.batch.Batch;
import org.kpirunner.sheet.google.server.book.Book;
import org.kpirunner.sheet.google.server.book.Serial;
import org.kpirunner.sheet.google.server.book.Tab;
import org.kpirunner.sheet.google.server.formula.Evaluator;
import org.kpirunner.sheet.google.server.wire.Answer;
import org.kpirunner.sheet.google.server.wire.ApiError;
import org.kpirunner.sheet.google.server.wire.Call;

/** The spreadsheets and who may do what with them; every change replaces a spreadsheet by a changed copy. */
public final class Service {
    private final Clock clock;
    private final String account;
    private final Map<String, Book> books = new HashMap<>();
    private final Set<String> notShared = new HashSet<>();
    private final Set<String> onlyViewed = new HashSet<>();
    private final Set<String> office = new HashSet<>();
    private final List<RuntimeException> bugs = new ArrayList<>();
    private Unrecorded unrecorded = Unrecorded.LIKELY;

    /** @param account the address that the caller's protected ranges show as their editor */
    public Service(Clock clock, String account) {
        this.clock = clock;
        this.account = account;
    }

    /** Answers a call; whatever it is, the answer is one that the real service could give. */
    public synchronized Answer answer(Call call) {
        try {
            return new Calls(this, call).answer();
        } catch (ApiError e) {
            return Answer.of(e);
        } catch (RuntimeException bug) {
            bugs.add(bug);
            return Answer.of(ApiError.internal());
        }
    }

    /** What went wrong inside of this server; tests fail when there is any. */
    public synchronized List<RuntimeException> bugs() {
        return List.copyOf(bugs);
    }

    public synchronized void set(Unrecorded switches) {
        unrecorded = switches;
    }

    public synchronized void add(Book book) {
        books.put(book.id(), book);
    }

    /** Lets a spreadsheet be there, but not for the caller. */
    public synchronized void unshare(String id) {
        notShared.add(id);
    }

    public synchronized void share(String id) {
        notShared.remove(id);
        onlyViewed.remove(id);
    }

    /** Lets the caller only look. */
    public synchronized void shareForViewing(String id) {
        onlyViewed.add(id);
    }

    /** Makes it a workbook that was uploaded and not converted. */
    public synchronized void makeOffice(String id) {
        office.add(id);
    }

    /** A copy of a spreadsheet as it is now, for tests to look at. */
    public synchronized Book book(String id) {
        return existing(id).copy();
    }

    /** Lets a person change a spreadsheet. */
    public synchronized void edit(String id, java.util.function.Consumer<Person> edits) {
        Book copy = existing(id).copy();
        edits.accept(new Person(copy, request -> new Batch(copy, unrecorded, true).apply(request)));
        books.put(id, copy);
    }

    synchronized Unrecorded unrecorded() {
        return unrecorded;
    }

    String account() {
        return account;
    }

    Book reachable(String id, boolean isWrite) {
        if (notShared.contains(id)) {
            throw ApiError.notShared();
        }
        Book book = existing(id);
        if (office.contains(id)) {
            throw ApiError.officeFile();
        }
        if (isWrite && onlyViewed.contains(id)) {
            throw ApiError.notShared();
        }
        return book;
    }

    private Book existing(String id) {
        Book book = books.get(id);
        if (book == null) {
            throw ApiError.notFound();
        }
        return book;
    }

    /** Applies a change to a copy, and keeps the copy where the change succeeds. */
    ObjectNode change(String id, Function<Book, ObjectNode> change) {
        Book copy = reachable(id, true).copy();
        ObjectNode answer = change.apply(copy);
        books.put(id, copy);
        return answer;
    }

    Evaluator evaluator(Book book) {
        return new Evaluator(book, Serial.of(now(book)));
    }

    int year() {
        return LocalDateTime.now(clock).getYear();
    }

    private LocalDateTime now(Book book) {
        JsonNode zone = book.properties().path("timeZone");
        return LocalDateTime.now(clock.withZone(ZoneId.of(zone.asText("Etc/GMT"))));
    }

    /** Puts a copy of a tab into another spreadsheet, or the same. */
    Tab copyTab(Book from, int sheetId, String to) {
        Tab source = from.tab(sheetId);
        Book target = reachable(to, true).copy();
        String title = "Copy of " + source.title();
        for (int number = 2; target.titled(title).isPresent(); number++) {
            title = "Copy of " + source.title() + " " + number;
        }
        int id = target.newId(any -> target.tabs().stream().anyMatch(tab -> tab.id() == any));
        Tab copy = source.copyAs(id, title);
        target.tabs().add(copy);
        books.put(to, target);
        return copy;
    }
}
