package org.kpirunner.engine;

import java.util.Optional;
import org.kpirunner.problem.KpiException;

/** What a source said when it was asked whether it can be used: a line for people, and the problem if there is one. */
public record Probe(String source, String says, Optional<KpiException> problem) {}
