package org.kpirunner.engine.elasticsearch.search;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.kpirunner.engine.Cancellation;
import org.kpirunner.engine.elasticsearch.Answer;
import org.kpirunner.engine.elasticsearch.ElasticsearchClient;

/** The documents of a search, page after page. */
public final class Documents implements AutoCloseable {
    private final DocumentSearch search;
    private final Snapshot snapshot;
    private final FieldReader reader;
    private final PageSize size;
    private Iterator<JsonNode> page = Collections.emptyIterator();
    private long left;
    private @Nullable Slices slices;
    private @Nullable String scrollId;
    private boolean ended;

    private Documents(DocumentSearch search, Snapshot snapshot, FieldReader reader, int mostDocuments) {
        this.search = search;
        this.snapshot = snapshot;
        this.reader = reader;
        this.size = new PageSize(mostDocuments);
        this.left = search.limit();
    }

    /**
     * Starts a search, which sees what the snapshots show.
     *
     * @throws Unproven if a proof does not hold
     */
    public static Documents open(
            ElasticsearchClient client,
            Snapshots snapshots,
            DocumentSearch search,
            List<Proof> proofs,
            Cancellation cancellation) {
        boolean single = search.isOnePage() && proofs.isEmpty();
        Snapshot snapshot = snapshots.of(search.target(), !single, cancellation);
        Documents documents = new Documents(
                search,
                snapshot,
                new FieldReader(client.failures(), search.target()),
                client.source().scrollSize());
        try {
            snapshot.check(proofs);
            return documents;
        } catch (RuntimeException e) {
            documents.close();
            throw e;
        }
    }

    /** The values of the next document, one a column, or null at the end. */
    public @Nullable Object @Nullable [] next() {
        while (!page.hasNext() && !ended) {
            turnPage();
        }
        if (!page.hasNext() || left == 0) {
            return null;
        }
        left--;
        return reader.row(page.next(), search.columns());
    }

    private void turnPage() {
        if (search.isOnePage()) {
            ended = true;
            page = hits(snapshot.search(search.body()));
        } else if (slices != null) {
            page = slices.next().elements();
            ended = !page.hasNext();
        } else if (snapshot.isStable()) {
            firstPage();
        } else {
            Answer answer = scroll();
            size.learn(answer);
            page = hits(answer);
            ended = !page.hasNext();
        }
    }

    private static Iterator<JsonNode> hits(Answer answer) {
        return answer.body().path("hits").path("hits").elements();
    }

    /** Few documents come at once; where there may be more, all that are left are divided. */
    private void firstPage() {
        ObjectNode body = search.body();
        body.putArray("sort").add("_shard_doc");
        Answer answer = snapshot.search(body.deepCopy().put("size", size.documents()));
        JsonNode hits = answer.body().path("hits").path("hits");
        page = hits.elements();
        ended = hits.size() < size.documents();
        if (!ended) {
            size.learn(answer);
            JsonNode last = hits.get(hits.size() - 1).path("sort");
            slices = Slices.start(snapshot::search, body, last, size, snapshot.canBeDivided());
        }
    }

    private Answer scroll() {
        Answer answer;
        if (scrollId == null) {
            ObjectNode body = search.body();
            body.put("size", size.documents());
            body.putArray("sort").add("_doc");
            body.remove("track_total_hits");
            answer = snapshot.scroll(body);
        } else {
            answer = snapshot.scrollOn(scrollId);
        }
        scrollId = answer.body().path("_scroll_id").asText(scrollId);
        return answer;
    }

    @Override
    public void close() {
        if (slices != null) {
            slices.close();
        }
        if (scrollId != null) {
            snapshot.endScroll(scrollId);
        }
        snapshot.close();
    }
}
