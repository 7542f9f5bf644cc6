package org.kpirunner.engine.embedded;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.kpirunner.dialect.PassThrough;
import org.kpirunner.engine.Cancellation;
import org.kpirunner.engine.elasticsearch.ElasticsearchClient;
import org.kpirunner.engine.elasticsearch.search.Snapshot;
import org.kpirunner.engine.embedded.operator.Fragment;
import org.kpirunner.engine.embedded.operator.Rows;
import org.kpirunner.engine.embedded.operator.Streams;

/** A search as somebody wrote it: one row with what the server answers. */
record PassedSearch(ElasticsearchClient client, PassThrough asked) implements Fragment {
    @Override
    public String catalog() {
        return client.source().catalog();
    }

    @Override
    public List<String> describe() {
        List<String> lines = new ArrayList<>(List.of("POST /" + index() + "/_search"));
        asked.text().lines().forEach(lines::add);
        return lines;
    }

    private String index() {
        return asked.arguments().get(1);
    }

    @Override
    public long estimate(Cancellation cancellation) {
        return 1;
    }

    @Override
    public Rows open(Cancellation cancellation) {
        try (Snapshot snapshot = Snapshot.live(client, index(), cancellation)) {
            return Streams.of(List.<@Nullable Object[]>of(new Object[] {snapshot.searchAsWritten(asked.text())}));
        }
    }
}
