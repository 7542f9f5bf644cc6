package org.kpirunner.engine.embedded.planning;

import org.apache.calcite.rel.metadata.DefaultRelMetadataProvider;
import org.apache.calcite.rel.metadata.MetadataHandlerProvider;
import org.apache.calcite.rel.metadata.ProxyingMetadataHandlerProvider;
import org.apache.calcite.rel.metadata.RelMetadataQuery;

/** Answers what rules ask about a plan by plain calls; Calcite's own way compiles code for it, which takes seconds. */
final class PlainMetadata extends RelMetadataQuery {
    private static final MetadataHandlerProvider HANDLERS =
            new ProxyingMetadataHandlerProvider(DefaultRelMetadataProvider.INSTANCE);

    PlainMetadata() {
        super(HANDLERS);
    }
}
