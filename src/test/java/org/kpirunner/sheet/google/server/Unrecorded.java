package org.kpirunner.sheet.google.server;

/**
 * What nobody has recorded of the real service, as switches.
 *
 * @param usedId how a metadata id that is in use already is refused
 * @param isIdFreeAtOnce whether an id that is deleted in a batch can be used again within that batch
 * @param isNothingDeletedAnError whether deleting or updating metadata fails where nothing matches
 * @param isEmptyTextData whether a cell with an empty text is data for appendCells
 * @param isCheckboxData whether a checkbox that is off is data for appendCells
 * @param isFormatData whether a cell that has only a format is data for appendCells
 * @param isStateLate whether the state in the answer of a batch is that of one revision before it
 * @param isMarkLeftBySort whether metadata of a row stays where it is while a sort moves the row's cells
 * @param isReplacementTyped whether what findReplace writes is taken as if somebody typed it
 */
public record Unrecorded(
        UsedId usedId,
        boolean isIdFreeAtOnce,
        boolean isNothingDeletedAnError,
        boolean isEmptyTextData,
        boolean isCheckboxData,
        boolean isFormatData,
        boolean isStateLate,
        boolean isMarkLeftBySort,
        boolean isReplacementTyped) {
    /** What is documented, and the likelier answer where nothing is. */
    public static final Unrecorded LIKELY =
            new Unrecorded(UsedId.INVALID, true, false, false, true, false, false, false, true);

    public Unrecorded withUsedId(UsedId answer) {
        return new Unrecorded(
                answer,
                isIdFreeAtOnce,
                isNothingDeletedAnError,
                isEmptyTextData,
                isCheckboxData,
                isFormatData,
                isStateLate,
                isMarkLeftBySort,
                isReplacementTyped);
    }

    public Unrecorded withStateLate(boolean isLate) {
        return new Unrecorded(
                usedId,
                isIdFreeAtOnce,
                isNothingDeletedAnError,
                isEmptyTextData,
                isCheckboxData,
                isFormatData,
                isLate,
                isMarkLeftBySort,
                isReplacementTyped);
    }

    /** The switches from the bits of a number. */
    public static Unrecorded ofBits(int bits) {
        return new Unrecorded(
                UsedId.values()[(bits & 3) % UsedId.values().length],
                (bits & 4) != 0,
                (bits & 8) != 0,
                (bits & 16) != 0,
                (bits & 32) != 0,
                (bits & 64) != 0,
                (bits & 128) != 0,
                (bits & 512) != 0,
                (bits & 256) != 0);
    }

    /** Answers to a metadata id that is in use. */
    public enum UsedId {
        /** 400, named as the request of the batch. */
        INVALID,
        /** 409. */
        CONFLICT,
        /** 400, with a text that names neither the request nor the id. */
        ODD_TEXT
    }
}
