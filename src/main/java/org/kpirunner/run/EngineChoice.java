package org.kpirunner.run;

import java.nio.file.Path;
import java.util.Optional;

/**
 * Which engine is to answer, and with what; secrets are not part of it.
 *
 * @param name as {@code --engine} has it
 * @param parallel how many steps may run at once
 * @param trino the Trino cluster; empty for the embedded engine
 */
public record EngineChoice(String name, Path catalogs, int parallel, Optional<Trino> trino) {
    /** A Trino cluster and whom to be there. */
    public record Trino(String url, String user) {}
}
