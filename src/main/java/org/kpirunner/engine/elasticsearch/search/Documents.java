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
    private static final int FIRST_PAGE = 500;
    private static final long PAGE_BYTES = 4L << 20;

    private final DocumentSearch search;
    private final Snapshot snapshot;
    private final FieldReader reader;
    private final int mostDocuments;
    private Iterator<JsonNode> page = Collections.emptyIterator();
    private int pageSize;
    private long left;
    private @Nullable JsonNode after;
    private @Nullable String scrollId;
    private boolean ended;

    private Documents(DocumentSearch search, Snapshot snapshot, FieldReader reader, int mostDocuments) {
        this.search = search;
        this.snapshot = snapshot;
        this.reader = reader;
        this.mostDocuments = mostDocuments;
        this.pageSize = Math.min(FIRST_PAGE, mostDocuments);
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
        Answer answer = search.isOnePage() ? onlyPage() : snapshot.isStable() ? nextPage() : scroll();
        JsonNode hits = answer.body().path("hits").path("hits");
        page = hits.elements();
        if (hits.isEmpty()) {
            ended = true;
        } else {
            after = hits.get(hits.size() - 1).path("sort");
            long bytesPerDocument = Math.max(1, answer.bytes() / hits.size());
            pageSize = (int) Math.max(1, Math.min(mostDocuments, PAGE_BYTES / bytesPerDocument));
        }
    }

    private Answer onlyPage() {
        ended = true;
        return snapshot.search(search.body());
    }

    private Answer nextPage() {
        ObjectNode body = search.body();
        body.put("size", pageSize);
        body.putArray("sort").add("_shard_doc");
        if (after != null) {
            body.set("search_after", after);
        }
        return snapshot.search(body);
    }

    private Answer scroll() {
        Answer answer;
        if (scrollId == null) {
            ObjectNode body = search.body();
            body.put("size", pageSize);
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
        if (scrollId != null) {
            snapshot.endScroll(scrollId);
        }
        snapshot.close();
    }
}
