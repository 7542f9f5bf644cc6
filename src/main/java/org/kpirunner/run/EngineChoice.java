package org.kpirunner.run;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Which engine is to answer, and with what; secrets are not part of it.
 *
 * @param name as {@code --engine} has it
 * @param parallel how many steps may run at once
 * @param trino the Trino cluster; empty for the embedded engine
 */
public record EngineChoice(String name, Path catalogs, int parallel, Merging merging, Optional<Trino> trino) {
    /** Whether what KPIs have in common is asked together. */
    public enum Merging {
        ON,
        OFF,
        /** Both ways, and compared. */
        VERIFIED
    }

    /**
     * A Trino cluster and whom to be there.
     *
     * @param roles a role in each catalog, as {@code system:admin}
     * @param session properties of the session, as {@code join_distribution_type=BROADCAST}
     * @param rewrites whether it may be asked in another way, for the same answers
     */
    public record Trino(String url, String user, List<String> roles, List<String> session, boolean rewrites) {
        public Trino {
            roles = List.copyOf(roles);
            session = List.copyOf(session);
        }
    }
}
