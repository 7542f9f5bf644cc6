package org.kpirunner.sheet.google;

import com.google.api.services.sheets.v4.model.ExtendedValue;
import com.google.api.services.sheets.v4.model.FindReplaceRequest;
import com.google.api.services.sheets.v4.model.GridRange;
import com.google.api.services.sheets.v4.model.Request;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import org.kpirunner.sheet.Alignment;
import org.kpirunner.sheet.Alignment.Placement;
import org.kpirunner.sheet.Alignment.TagChange;
import org.kpirunner.sheet.Tag;
import org.kpirunner.sheet.google.TabState.Box;

/**
 * New names for columns that are there. The cell to write is found by the text that it holds, and not by its place: so
 * nobody's header is overwritten, whatever people move or rename at the same moment.
 */
final class Renaming {
    private static final Box FIRST_ROW = new Box(0, 1, 0, Integer.MAX_VALUE);
    private static final Pattern WORD = Pattern.compile("\\p{L}{3,}");
    private static final int WORDS_OF_NO_DATE = 3;
    private static final int DIGEST = 12;

    private final TabState state;
    private final Alignment alignment;
    private final List<Placement> all;
    private final List<Placement> withTheRow;

    private Renaming(TabState state, Alignment alignment, List<Placement> all, List<Placement> withTheRow) {
        this.state = state;
        this.alignment = alignment;
        this.all = all;
        this.withTheRow = withTheRow;
    }

    /** @param isRefused whether a write was refused before, for all we know because of this */
    static Renaming of(TabState state, Alignment alignment, boolean isRefused) {
        List<Placement> all = alignment.placements().stream()
                .filter(placement -> placement.found() != Alignment.Found.CREATED && placement.writesHeader())
                .toList();
        List<Placement> withTheRow = all.stream()
                .filter(placement -> !isRefused && isFoundByItsText(state, placement) && isPlain(placement.header()))
                .toList();
        return new Renaming(state, alignment, all, withTheRow);
    }

    private static boolean isFoundByItsText(TabState state, Placement placement) {
        boolean isText = state.column(placement.column())
                .flatMap(column -> column.header().entered())
                .map(ExtendedValue::getStringValue)
                .filter(placement.before()::equals)
                .isPresent();
        long same = state.columns().stream()
                .filter(column -> column.header().text().equals(placement.before()))
                .count();
        return isText && same == 1 && state.guards().stream().noneMatch(guard -> guard.keepsFrom(FIRST_ROW));
    }

    /** Whether it is a text also where it is taken as if somebody typed it: no formula, number, date or truth value. */
    static boolean isPlain(String name) {
        boolean mayBeNumber = name.codePoints().anyMatch(Character::isDigit)
                && WORD.matcher(name).results().count() < WORDS_OF_NO_DATE;
        boolean isTruth = name.equalsIgnoreCase("true") || name.equalsIgnoreCase("false");
        return Character.isLetter(name.codePointAt(0)) && !mayBeNumber && !isTruth;
    }

    /** For the write of the row; by way of a text that nobody has, as two columns may take each other's name. */
    List<Request> requests() {
        List<Request> requests = new ArrayList<>();
        withTheRow.forEach(placement -> requests.add(replace(state.id(), placement.before(), between(placement))));
        withTheRow.forEach(placement -> requests.add(replace(state.id(), between(placement), placement.header())));
        return requests;
    }

    private static String between(Placement placement) {
        return "column of " + Ids.digest(placement.header(), DIGEST);
    }

    /** Gives a cell of row 1 another text, wherever it is. */
    static Request replace(int sheetId, String from, String to) {
        return new Request()
                .setFindReplace(new FindReplaceRequest()
                        .setRange(new GridRange()
                                .setSheetId(sheetId)
                                .setStartRowIndex(0)
                                .setEndRowIndex(1))
                        .setFind(from)
                        .setReplacement(to)
                        .setMatchCase(true)
                        .setMatchEntireCell(true)
                        .setIncludeFormulas(false));
    }

    /** The tags as they are after that write: a header that is yet to be written is not told to be. */
    List<TagChange> tagChanges() {
        Set<Integer> later = new HashSet<>();
        all.stream()
                .filter(placement -> !withTheRow.contains(placement))
                .forEach(placement -> later.add(placement.column()));
        return alignment.tagChanges().stream()
                .map(change -> later.contains(change.column()) ? withHeaderOf(change) : change)
                .filter(change -> !change.before().equals(change.after()))
                .toList();
    }

    private TagChange withHeaderOf(TagChange change) {
        String header = state.column(change.column()).orElseThrow().header().text();
        return new TagChange(change.column(), change.before(), change.after().map(tag -> tag.withHeader(header)));
    }

    /** The headers that are still to be written, as they hold what we last wrote, by the marks of their columns. */
    Map<Mark, String> left(TabState after) {
        Map<Integer, Tag> tags = Wanted.tags(state, alignment);
        Map<Mark, String> left = new HashMap<>();
        for (Placement placement : all) {
            Tag tag = Objects.requireNonNull(tags.get(placement.column()));
            after.tagged(tag.identity())
                    .filter(column -> column.header().text().equals(placement.before()))
                    .flatMap(TabState.ColumnState::tagMark)
                    .ifPresent(mark -> left.put(mark, placement.header()));
        }
        return left;
    }

    /** What the marks of these columns hold once their headers are written. */
    static List<Request> done(Map<Mark, String> headers) {
        List<Request> requests = new ArrayList<>();
        headers.forEach((mark, header) -> Tag.parse(mark.value())
                .map(tag ->
                        new Mark(mark.id(), mark.key(), tag.withHeader(header).text()))
                .ifPresent(written -> requests.add(Marks.revalue(written))));
        return requests;
    }
}
