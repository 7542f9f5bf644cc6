package org.kpirunner.engine.embedded.planning;

import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.metadata.DefaultRelMetadataProvider;
import org.apache.calcite.rel.metadata.MetadataHandlerProvider;
import org.apache.calcite.rel.metadata.ProxyingMetadataHandlerProvider;
import org.apache.calcite.rel.metadata.RelMetadataQuery;
import org.apache.calcite.sql.SqlExplainLevel;

/** Answers what rules ask about a plan by plain calls; Calcite's own way compiles code for it, which takes seconds. */
final class PlainMetadata extends RelMetadataQuery {
    private static final MetadataHandlerProvider HANDLERS =
            new ProxyingMetadataHandlerProvider(DefaultRelMetadataProvider.INSTANCE);

    PlainMetadata() {
        super(HANDLERS);
    }

    /** Plans are written out by several threads at once, and what has been asked is kept for one. */
    @Override
    public Boolean isVisibleInExplain(RelNode node, SqlExplainLevel level) {
        return true;
    }
}
