package org.kpirunner.run;

import java.util.function.Consumer;
import java.util.function.Supplier;

/** Is told of each result of a run as it comes. */
@FunctionalInterface
public interface Watcher extends Consumer<Result> {
    /** Is told before the first whom to ask what is being done now; the answer is empty where nobody knows. */
    default void begin(Supplier<String> doing) {}
}
