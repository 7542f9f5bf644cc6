package org.kpirunner.sheet.google;

import com.google.api.services.sheets.v4.model.CreateDeveloperMetadataRequest;
import com.google.api.services.sheets.v4.model.DataFilter;
import com.google.api.services.sheets.v4.model.DeleteDeveloperMetadataRequest;
import com.google.api.services.sheets.v4.model.DeveloperMetadata;
import com.google.api.services.sheets.v4.model.DeveloperMetadataLocation;
import com.google.api.services.sheets.v4.model.DimensionRange;
import com.google.api.services.sheets.v4.model.Request;
import com.google.api.services.sheets.v4.model.UpdateDeveloperMetadataRequest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.kpirunner.sheet.Alignment.TagChange;
import org.kpirunner.sheet.Tag;

/** Requests that set, move and take away metadata. */
final class Marks {
    private static final int TITLE_DIGEST = 8;
    /** Also projects that are not ours may see it: else another key's project would not find it again. */
    private static final String VISIBILITY = "DOCUMENT";

    private Marks() {}

    /** What a tab's own mark holds of its title. */
    static String titleDigest(String title) {
        return Ids.digest(title, TITLE_DIGEST);
    }

    static Request createOnTab(int sheetId, Mark mark) {
        return create(mark, new DeveloperMetadataLocation().setSheetId(sheetId));
    }

    static Request createOnLine(int sheetId, String dimension, int index, Mark mark) {
        return create(mark, location(sheetId, dimension, index));
    }

    private static Request create(Mark mark, DeveloperMetadataLocation location) {
        return new Request()
                .setCreateDeveloperMetadata(new CreateDeveloperMetadataRequest()
                        .setDeveloperMetadata(new DeveloperMetadata()
                                .setMetadataId(mark.id())
                                .setMetadataKey(mark.key())
                                .setMetadataValue(mark.value())
                                .setVisibility(VISIBILITY)
                                .setLocation(location)));
    }

    static Request delete(int id) {
        return delete(Api.filter(id));
    }

    private static Request delete(DataFilter filter) {
        return new Request().setDeleteDeveloperMetadata(new DeleteDeveloperMetadataRequest().setDataFilter(filter));
    }

    /**
     * Leaves the mark of a row as it is, and lets the whole write be refused where the row is not at this place any more
     * or its mark has another value: then nothing is deleted, and the id is still in use.
     */
    static List<Request> assertAt(Mark mark, int sheetId, int row) {
        DataFilter here = Api.filter(mark);
        here.getDeveloperMetadataLookup()
                .setMetadataLocation(location(sheetId, "ROWS", row))
                .setLocationMatchingStrategy("EXACT_LOCATION");
        return List.of(delete(here), createOnLine(sheetId, "ROWS", row, mark));
    }

    private static Request update(int id, DeveloperMetadata change, String fields) {
        return update(Api.filter(id), change, fields);
    }

    private static Request update(DataFilter filter, DeveloperMetadata change, String fields) {
        return new Request()
                .setUpdateDeveloperMetadata(new UpdateDeveloperMetadataRequest()
                        .setDataFilters(List.of(filter))
                        .setDeveloperMetadata(change)
                        .setFields(fields));
    }

    /** Gives an entry that is there another value, wherever it is. */
    static Request revalue(Mark mark) {
        return update(mark.id(), new DeveloperMetadata().setMetadataValue(mark.value()), "metadataValue");
    }

    /** Gives an entry another value if it still has the one that it is known to have. */
    static Request revalue(Mark known, String value) {
        return update(Api.filter(known), new DeveloperMetadata().setMetadataValue(value), "metadataValue");
    }

    /** Puts an entry that is there onto a row, with another value. */
    static Request toRow(Mark mark, int sheetId, int row) {
        DeveloperMetadata change =
                new DeveloperMetadata().setMetadataValue(mark.value()).setLocation(location(sheetId, "ROWS", row));
        return update(mark.id(), change, "metadataValue,location");
    }

    static Request move(int id, int sheetId, int column) {
        return update(id, new DeveloperMetadata().setLocation(location(sheetId, "COLUMNS", column)), "location");
    }

    private static DeveloperMetadataLocation location(int sheetId, String dimension, int index) {
        return new DeveloperMetadataLocation()
                .setDimensionRange(new DimensionRange()
                        .setSheetId(sheetId)
                        .setDimension(dimension)
                        .setStartIndex(index)
                        .setEndIndex(index + 1));
    }

    /**
     * The requests for changed tags. A tag that goes to another column is moved and one that changes is updated: a
     * deleted id might not be free for use within the same batch.
     */
    static List<Request> changes(TabState state, List<TagChange> changes, int salt) {
        Map<String, Mark> present = new HashMap<>();
        Map<Integer, Mark> onColumn = new HashMap<>();
        for (TagChange change : changes) {
            state.column(change.column()).flatMap(TabState.ColumnState::tagMark).ifPresent(mark -> {
                onColumn.put(change.column(), mark);
                Tag.parse(mark.value()).ifPresent(tag -> present.putIfAbsent(tag.identity(), mark));
            });
        }
        Set<Integer> kept = new HashSet<>();
        List<Request> requests = new ArrayList<>();
        List<TagChange> fresh = new ArrayList<>();
        for (TagChange change : changes) {
            Optional<Mark> moved = change.after().map(Tag::identity).map(present::get);
            if (moved.isPresent() && kept.add(moved.get().id())) {
                requests.add(set(state, moved.get(), change));
            } else if (change.after().isPresent()) {
                fresh.add(change);
            }
        }
        for (TagChange change : fresh) {
            Mark old = onColumn.get(change.column());
            Tag tag = change.after().orElseThrow();
            if (old != null && kept.add(old.id())) {
                requests.add(set(state, old, change));
            } else {
                requests.add(createOnLine(
                        state.id(),
                        "COLUMNS",
                        change.column(),
                        new Mark(id(state, tag, salt), Mark.COLUMN, tag.text())));
            }
        }
        onColumn.values().stream()
                .filter(mark -> !kept.contains(mark.id()))
                .forEach(mark -> requests.add(delete(mark.id())));
        return requests;
    }

    /** The place is only set where it changes: people may have moved the column meanwhile. */
    private static Request set(TabState state, Mark mark, TagChange change) {
        DeveloperMetadata after = new DeveloperMetadata()
                .setMetadataValue(change.after().orElseThrow().text());
        boolean isThere = state.column(change.column())
                .filter(column -> column.marks().contains(mark))
                .isPresent();
        return isThere
                ? update(mark.id(), after, "metadataValue")
                : update(
                        mark.id(),
                        after.setLocation(location(state.id(), "COLUMNS", change.column())),
                        "metadataValue,location");
    }

    /** The first id of a column's tag that nothing in the tab is seen to have. */
    static int id(TabState state, Tag tag, int salt) {
        int next = salt;
        int id = Ids.ofColumn(state.id(), tag.identity(), next);
        while (state.mark(id).isPresent()) {
            id = Ids.ofColumn(state.id(), tag.identity(), ++next);
        }
        return id;
    }
}
