package org.kpirunner.sheet;

import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.kpirunner.sheet.Alignment.Found;

/** Finds the column of each entry of one row: by tag, then by header, then by an earlier name, else a new one. */
final class Matching {
    private final Columns columns;
    private final List<Entry> entries;
    private final List<String> warnings;
    private final Map<Entry, Claim> claims = new HashMap<>();
    private final Set<Columns.Column> claimed = new HashSet<>();

    private record Claim(Columns.Column column, Found how) {}

    Matching(Columns columns, List<Entry> entries, List<String> warnings) {
        this.columns = columns;
        this.entries = entries;
        this.warnings = warnings;
    }

    /** The column of every entry, in their order; what is new or renamed is so in the columns from now on. */
    Map<Entry, Columns.Column> places() {
        for (Entry entry : entries) {
            claimFirst(entry, columns.tagged(entry.id()), Found.BY_TAG);
        }
        // An id that was added later: the tag is still that of the name.
        for (Entry entry : entries) {
            claimFirst(entry, columns.tagged(entry.name()), Found.BY_TAG);
        }
        for (Entry entry : entries) {
            claimFirst(entry, columns.untagged(entry.name()), Found.BY_HEADER);
        }
        for (Entry entry : entries) {
            if (!claims.containsKey(entry)) {
                takeOver(entry, new HashSet<>());
            }
        }
        entries.forEach(this::warnOfEarlierColumn);
        Map<Entry, Columns.Column> places = new LinkedHashMap<>();
        for (Entry entry : entries) {
            Claim claim = claims.computeIfAbsent(entry, missing -> new Claim(columns.create(), Found.CREATED));
            places.put(entry, claim.column());
        }
        entries.forEach(entry ->
                columns.give(claimOf(entry).column(), entry, claimOf(entry).how()));
        return places;
    }

    private void claimFirst(Entry entry, List<Columns.Column> candidates, Found how) {
        List<Columns.Column> free =
                candidates.stream().filter(column -> !claimed.contains(column)).toList();
        if (claims.containsKey(entry) || free.isEmpty()) {
            return;
        }
        claim(entry, free.get(0), how);
        if (free.size() > 1) {
            String all = free.stream().map(Columns.Column::toString).collect(Collectors.joining(", "));
            warnings.add("columns " + all + (how == Found.BY_TAG ? " are marked as that of \"" : " have the header \"")
                    + entry.name() + "\": " + free.get(0) + " is used");
        }
    }

    private void claim(Entry entry, Columns.Column column, Found how) {
        Claim before = claims.put(entry, new Claim(column, how));
        if (before != null) {
            claimed.remove(before.column());
        }
        claimed.add(column);
    }

    /**
     * Finds the column of an earlier name. Names may have moved on in a chain (A became B while B became C): then the
     * KPI that has the column by its present name goes first to the one of its own earlier name.
     */
    private boolean takeOver(Entry entry, Set<Entry> asked) {
        for (Columns.Column column : earlier(entry)) {
            Optional<Entry> holder = holder(column);
            if (holder.isEmpty() || gaveUp(holder.get(), asked)) {
                claim(entry, column, Found.BY_EARLIER_NAME);
                return true;
            }
        }
        return false;
    }

    private boolean gaveUp(Entry holder, Set<Entry> asked) {
        boolean hasOwnId = !holder.id().equals(holder.name());
        return !hasOwnId && asked.add(holder) && takeOver(holder, asked);
    }

    private List<Columns.Column> earlier(Entry entry) {
        return entry.renamedFrom().stream()
                .flatMap(name -> Stream.concat(columns.tagged(name).stream(), columns.untagged(name).stream()))
                .toList();
    }

    private Optional<Entry> holder(Columns.Column column) {
        return entries.stream()
                .filter(entry -> claims.containsKey(entry) && claimOf(entry).column() == column)
                .findFirst();
    }

    private Claim claimOf(Entry entry) {
        return Objects.requireNonNull(claims.get(entry));
    }

    private void warnOfEarlierColumn(Entry entry) {
        Claim claim = claims.get(entry);
        if (claim == null) {
            return;
        }
        for (Columns.Column column : earlier(entry)) {
            if (!claimed.contains(column)) {
                warnings.add("\"" + entry.name() + "\" has column " + claim.column() + ", and column " + column
                        + " with its earlier name \"" + column.text() + "\" is still there: " + claim.column()
                        + " is used");
            }
        }
    }
}
