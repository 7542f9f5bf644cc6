package org.kpirunner.sheet.google.server.book;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.Predicate;
import org.kpirunner.sheet.google.server.wire.ApiError;

/** A spreadsheet: its tabs, names and metadata. */
public final class Book {
    private final String id;
    private final ObjectNode properties;
    private final List<Tab> tabs = new ArrayList<>();
    private final List<NamedRange> names = new ArrayList<>();
    private final Map<Integer, Metadata> metadata = new LinkedHashMap<>();
    private final Random random;

    /** A spreadsheet with one tab of 1000 rows and 26 columns, as the service makes them. */
    public Book(String id, String title) {
        this(id, NewBook.properties(title), new Random(id.hashCode()));
        tabs.add(new Tab(0, "Sheet1", new Grid(1000, 26)));
    }

    public Book(String id, ObjectNode properties, Random random) {
        this.id = id;
        this.properties = properties;
        this.random = random;
    }

    public Book copy() {
        Book copy = new Book(id, properties.deepCopy(), random);
        tabs.forEach(tab -> copy.tabs.add(tab.copy()));
        copy.names.addAll(names);
        copy.metadata.putAll(metadata);
        return copy;
    }

    public String id() {
        return id;
    }

    public ObjectNode properties() {
        return properties;
    }

    public String locale() {
        return properties.path("locale").asText();
    }

    public List<Tab> tabs() {
        return tabs;
    }

    public List<NamedRange> names() {
        return names;
    }

    public Map<Integer, Metadata> metadata() {
        return metadata;
    }

    public Tab tab(int sheetId) {
        return tabs.stream()
                .filter(tab -> tab.id() == sheetId)
                .findFirst()
                .orElseThrow(() -> ApiError.invalid("No grid with id: " + Integer.toUnsignedString(sheetId)));
    }

    /** A tab by its title, in any case. */
    public Optional<Tab> titled(String title) {
        return tabs.stream().filter(tab -> tab.title().equalsIgnoreCase(title)).findFirst();
    }

    public long cells() {
        return tabs.stream()
                .mapToLong(tab -> (long) tab.grid().rowCount() * tab.grid().columnCount())
                .sum();
    }

    /** A positive number that no tab, name or metadata entry has as its id. */
    public int newId(Predicate<Integer> isTaken) {
        int candidate;
        do {
            candidate = random.nextInt(Integer.MAX_VALUE - 1) + 1;
        } while (isTaken.test(candidate));
        return candidate;
    }

    /** A name for an area; the id is a number as text. */
    public record NamedRange(String id, String name, Area area) {}
}
