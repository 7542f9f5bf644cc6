package org.kpirunner.engine.embedded.operator;

import java.util.ArrayList;
import java.util.List;

/** Several rows that are opened and closed together. */
public final class Opened implements AutoCloseable {
    private final List<Rows> all = new ArrayList<>();

    /** Opens them in order; if one cannot be opened, those before it are closed again. */
    public static Opened of(List<Operator> operators) {
        Opened opened = new Opened();
        try {
            operators.forEach(operator -> opened.all.add(operator.open()));
            return opened;
        } catch (RuntimeException | Error e) {
            opened.closeAfter(e);
            throw e;
        }
    }

    public Rows get(int index) {
        return all.get(index);
    }

    private void closeAfter(Throwable failure) {
        try {
            close();
        } catch (RuntimeException e) {
            failure.addSuppressed(e);
        }
    }

    /** Closes all, also if closing one fails. */
    @Override
    public void close() {
        RuntimeException failure = null;
        for (Rows rows : all) {
            try {
                rows.close();
            } catch (RuntimeException e) {
                failure = failure == null ? e : failure;
            }
        }
        if (failure != null) {
            throw failure;
        }
    }
}
