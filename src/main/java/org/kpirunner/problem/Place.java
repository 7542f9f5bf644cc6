package org.kpirunner.problem;

/** A place in one of our files; lines and columns count from 1, and 0 means that there is none to name. */
public record Place(String file, int line, int column) {
    public static Place of(String file) {
        return new Place(file, 0, 0);
    }

    @Override
    public String toString() {
        return line == 0 ? file : file + ":" + line + ":" + column;
    }
}
