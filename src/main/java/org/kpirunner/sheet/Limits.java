package org.kpirunner.sheet;

/**
 * What a kind of sheet has and how much it can hold.
 *
 * @param kind how people call it, as in "a cell of XLSX holds …"
 * @param hasTags whether columns can carry a tag
 * @param hasLastValue whether row 2 holds {@code Last value} formulas
 * @param columns how many columns it can have
 * @param characters how many characters (UTF-16 units) a cell can hold
 */
public record Limits(String kind, boolean hasTags, boolean hasLastValue, int columns, int characters) {
    public static final Limits CSV = new Limits("CSV", false, false, Integer.MAX_VALUE, Integer.MAX_VALUE);
    public static final Limits XLSX = new Limits("XLSX", true, true, 16_384, 32_767);
    public static final Limits GOOGLE = new Limits("Google Sheets", true, true, 18_278, 50_000);
}
