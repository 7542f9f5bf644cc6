package org.kpirunner.problem;

/** Something in one of our files that its author should change; a warning does not keep the file from being used. */
public record Mistake(Place place, String message, boolean isWarning) {
    public static Mistake error(Place place, String message) {
        return new Mistake(place, message, false);
    }

    public static Mistake warning(Place place, String message) {
        return new Mistake(place, message, true);
    }

    @Override
    public String toString() {
        return place + ": " + (isWarning ? "warning: " : "") + message;
    }
}
