package org.kpirunner.sheet.google.server.book;

import com.fasterxml.jackson.databind.JsonNode;
import org.kpirunner.sheet.google.server.book.Tab.Ranged;
import org.kpirunner.sheet.google.server.wire.ApiError;

/** Refuses what protected ranges keep a robot from. */
public final class Protection {
    private Protection() {}

    public static void check(Tab tab, Area area) {
        for (Ranged entry : tab.ranged(Ranged.Kind.PROTECTED)) {
            boolean isOpen = entry.more().path("requestingUserCanEdit").asBoolean(false)
                    || entry.more().path("warningOnly").asBoolean(false);
            if (!isOpen && entry.area().meets(area) && !isExcepted(entry, area)) {
                throw ApiError.invalid("You are trying to edit a protected cell or object. Please contact the"
                        + " spreadsheet owner to remove protection if you need to edit.");
            }
        }
    }

    private static boolean isExcepted(Ranged entry, Area area) {
        for (JsonNode range : entry.more().path("unprotectedRanges")) {
            if (Area.of(range).covers(area)) {
                return true;
            }
        }
        return false;
    }
}
