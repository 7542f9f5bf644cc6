package org.kpirunner.problem;

import java.util.List;
import java.util.stream.Collectors;

/** Every mistake of a file at once, one line each. */
public final class MistakesException extends KpiException {
    private static final long serialVersionUID = 1L;

    private final transient List<Mistake> mistakes;

    public MistakesException(List<Mistake> mistakes) {
        super(Reason.BAD_CONFIGURATION, mistakes.stream().map(Mistake::toString).collect(Collectors.joining("\n")));
        this.mistakes = List.copyOf(mistakes);
    }

    public List<Mistake> mistakes() {
        return mistakes;
    }
}
