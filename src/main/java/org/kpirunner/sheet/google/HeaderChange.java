package org.kpirunner.sheet.google;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.kpirunner.sheet.Alignment;
import org.kpirunner.sheet.Alignment.Placement;
import org.kpirunner.sheet.Header;
import org.kpirunner.sheet.Tag;

/**
 * What a write means to do to the header of a tab, and whether it did that.
 *
 * @param before the tab that the write was decided for
 */
record HeaderChange(TabState before, Alignment alignment) {
    /** For people. */
    List<String> said() {
        if (before.isMissing()) {
            return List.of("the tab \"" + before.title() + "\" was not there and is created");
        }
        List<String> changes = new ArrayList<>();
        for (Placement placement : alignment.placements()) {
            String column = "column " + Header.letters(placement.column()) + ", \"";
            if (placement.found() == Alignment.Found.CREATED) {
                changes.add(column + placement.header() + "\", was not there and is created");
            } else if (placement.writesHeader()) {
                changes.add(column + placement.before() + "\", is called \"" + placement.header() + "\" from now on");
            }
        }
        return changes;
    }

    /** Every tag stands where its values were written, over the header that it was meant for. */
    boolean isDone(TabState after) {
        Map<Integer, Tag> tags = Wanted.tags(before, alignment);
        Set<Integer> changed = new HashSet<>();
        alignment.tagChanges().forEach(change -> changed.add(change.column()));
        for (Placement placement : alignment.placements()) {
            Tag tag = Objects.requireNonNull(tags.get(placement.column()));
            Optional<TabState.ColumnState> now = after.tagged(tag.identity());
            boolean isThere = now.isPresent() && now.get().index() == placement.column();
            String header = isThere ? now.get().header().text() : "";
            boolean isOverItsHeader = isThere
                    && (!changed.contains(placement.column())
                            || header.equals(placement.before())
                            || Header.normal(header).equals(Header.normal(placement.header())));
            if (!isOverItsHeader) {
                return false;
            }
        }
        return true;
    }

    /** Whether a state from right before the write has the columns where they were decided to be. */
    boolean isAsRead(TabState tab) {
        return alignment.placements().stream()
                .filter(placement -> placement.found() != Alignment.Found.CREATED)
                .allMatch(placement -> name(tab, placement).equals(name(before, placement)));
    }

    /** What tells the column at a place from others: its mark, else its header. */
    private static Optional<String> name(TabState tab, Placement placement) {
        return tab.column(placement.column())
                .map(column -> column.tagMark()
                        .map(mark -> String.valueOf(mark.id()))
                        .orElseGet(() -> column.header().text()));
    }
}
