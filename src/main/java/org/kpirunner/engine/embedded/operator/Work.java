package org.kpirunner.engine.embedded.operator;

import org.kpirunner.engine.Cancellation;
import org.kpirunner.engine.embedded.Memory;

/** What all operators of one plan share while it runs. */
public record Work(Cancellation cancellation, Memory memory, Measuring measuring, Opening opening) {}
