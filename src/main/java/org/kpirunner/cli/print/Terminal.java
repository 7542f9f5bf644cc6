package org.kpirunner.cli.print;

import java.io.PrintWriter;

/**
 * Where output goes, and what may be done there.
 *
 * @param out for data
 * @param err for people
 * @param width how many columns a line of {@code out} has
 * @param outColours whether {@code out} shows colours
 * @param errIsTerminal whether a line on {@code err} can be written over, so that progress can be shown
 */
public record Terminal(PrintWriter out, PrintWriter err, int width, boolean outColours, boolean errIsTerminal) {
    /** A colour or an emphasis. */
    public enum Style {
        BOLD("1"),
        DIM("2"),
        RED("31"),
        GREEN("32"),
        YELLOW("33");

        private final String code;

        Style(String code) {
            this.code = code;
        }
    }

    /** The text in a style, where {@code out} shows colours. */
    public String styled(Style style, String text) {
        return outColours ? "\u001b[" + style.code + "m" + text + "\u001b[0m" : text;
    }
}
