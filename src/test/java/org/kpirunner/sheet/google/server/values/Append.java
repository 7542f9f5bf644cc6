package org.kpirunner.sheet.google.server.values;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.kpirunner.sheet.google.server.book.Area;
import org.kpirunner.sheet.google.server.book.Tab;

/** Finds the table that values.append adds to: the rule that every recorded append follows. */
final class Append {
    private final Tab tab;
    private final Set<Place> unseen = new HashSet<>();

    private Append(Tab tab) {
        this.tab = tab;
    }

    /**
     * Of the connected blocks of filled cells whose bounding box meets the area, the one that ends lowest, and of
     * those the rightmost.
     */
    static Optional<Area> table(Tab tab, Area area) {
        return new Append(tab)
                .blocks().stream()
                        .filter(block -> block.meets(area))
                        .max(java.util.Comparator.comparingInt(Area::endRow).thenComparingInt(Area::startColumn));
    }

    private List<Area> blocks() {
        for (int row = 0; row < tab.grid().height(); row++) {
            for (int column = 0; column < tab.grid().width(row); column++) {
                if (!tab.grid().at(row, column).isBlank()) {
                    unseen.add(new Place(row, column));
                }
            }
        }
        List<Area> blocks = new ArrayList<>();
        while (!unseen.isEmpty()) {
            blocks.add(block(unseen.iterator().next()));
        }
        return blocks;
    }

    private Area block(Place first) {
        Deque<Place> next = new ArrayDeque<>(List.of(first));
        unseen.remove(first);
        int top = first.row;
        int bottom = first.row;
        int left = first.column;
        int right = first.column;
        while (!next.isEmpty()) {
            Place place = next.remove();
            top = Math.min(top, place.row);
            bottom = Math.max(bottom, place.row);
            left = Math.min(left, place.column);
            right = Math.max(right, place.column);
            for (int row = place.row - 1; row <= place.row + 1; row++) {
                for (int column = place.column - 1; column <= place.column + 1; column++) {
                    Place neighbour = new Place(row, column);
                    if (unseen.remove(neighbour)) {
                        next.add(neighbour);
                    }
                }
            }
        }
        return new Area(tab.id(), top, bottom + 1, left, right + 1);
    }

    private record Place(int row, int column) {}
}
