package org.kpirunner.sheet.google;

import com.google.api.services.sheets.v4.model.Sheet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.kpirunner.problem.KpiException;
import org.kpirunner.problem.Reason;
import org.kpirunner.sheet.SheetAddress;
import org.kpirunner.sheet.google.access.CallFailure;
import org.kpirunner.sheet.google.access.Explanation.Doing;
import org.kpirunner.sheet.google.access.Insistence;

/** Finds the tab of an address and reads it: by its title, else by the mark that it kept when people renamed it. */
final class TabReading {
    private static final int RENAMES = 3;

    private final Api api;
    private final SheetAddress address;
    private final Insistence insistence;

    TabReading(Api api, SheetAddress address, Insistence insistence) {
        this.api = api;
        this.address = address;
        this.insistence = insistence;
    }

    TabState read() {
        return insistence.on(this::once, Doing.READING);
    }

    private TabState once() throws CallFailure {
        List<Sheet> tabs = List.of();
        for (int i = 0; i < RENAMES; i++) {
            Optional<TabState> titled = api.tab(address.tab());
            if (titled.isPresent()) {
                return titled.get();
            }
            tabs = api.tabs();
            Optional<String> title = marked(tabs);
            if (title.isEmpty()) {
                break;
            }
            Optional<TabState> renamed = api.tab(title.get());
            if (renamed.isPresent()) {
                return renamed.get();
            }
            // It was renamed between the two calls.
        }
        return TabState.missing(newId(tabs), address.tab());
    }

    private Optional<String> marked(List<Sheet> tabs) {
        List<String> marked = tabs.stream()
                .filter(this::isMeant)
                .map(sheet -> sheet.getProperties().getTitle())
                .toList();
        if (marked.size() > 1) {
            throw new KpiException(
                    Reason.SHEET_UNREADABLE,
                    address + ": there is no tab \"" + address.tab() + "\" any more, and its rows may be in "
                            + marked.stream().map(title -> "\"" + title + "\"").collect(Collectors.joining(" or "))
                            + ": give one of them this title");
        }
        return marked.stream().findFirst();
    }

    private int newId(List<Sheet> tabs) {
        Set<Integer> taken = new HashSet<>();
        tabs.forEach(
                sheet -> taken.add(StateReading.number(sheet.getProperties().getSheetId())));
        int salt = 0;
        while (taken.contains(Ids.ofNewTab(address.tab(), salt))) {
            salt++;
        }
        return Ids.ofNewTab(address.tab(), salt);
    }

    /** A title that differs only in its case is found by the service itself. */
    private boolean isMeant(Sheet sheet) {
        return Mark.of(StateReading.list(sheet.getDeveloperMetadata())).stream()
                .anyMatch(mark -> mark.key().equals(Mark.TAB) && mark.value().equals(Marks.titleDigest(address.tab())));
    }
}
