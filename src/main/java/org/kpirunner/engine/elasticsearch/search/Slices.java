package org.kpirunner.engine.elasticsearch.search;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.kpirunner.engine.elasticsearch.Answer;
import org.kpirunner.engine.elasticsearch.Json;
import org.kpirunner.problem.KpiException;
import org.kpirunner.problem.Reason;

/**
 * What a search finds after its first page, divided by the server and read side by side; of each slice one page is on
 * its way or held. Pages come in turn, so that the same documents come in the same order again.
 */
final class Slices implements AutoCloseable {
    private static final int COUNT = 3;

    private final Function<ObjectNode, Answer> search;
    private final PageSize size;
    private final ExecutorService threads;
    private final Queue<Slice> slices = new ArrayDeque<>();

    private Slices(Function<ObjectNode, Answer> search, PageSize size, int count) {
        this.search = search;
        this.size = size;
        this.threads = Executors.newFixedThreadPool(count, Slices::daemon);
    }

    /**
     * Starts to read.
     *
     * @param body the search without its page
     * @param after the sort values of the last document of the first page
     * @param isDivided whether the server can divide it; else there is one slice
     */
    static Slices start(
            Function<ObjectNode, Answer> search, ObjectNode body, JsonNode after, PageSize size, boolean isDivided) {
        int count = isDivided ? COUNT : 1;
        Slices slices = new Slices(search, size, count);
        for (int i = 0; i < count; i++) {
            ObjectNode part = body.deepCopy();
            if (isDivided) {
                part.set("slice", Json.object().put("id", i).put("max", count));
            }
            slices.ask(part, after);
        }
        return slices;
    }

    private static Thread daemon(Runnable task) {
        Thread thread = new Thread(task, "slice");
        thread.setDaemon(true);
        return thread;
    }

    private record Slice(ObjectNode body, int size, Future<Answer> page) {}

    private void ask(ObjectNode body, JsonNode after) {
        int documents = size.documents();
        ObjectNode page = body.deepCopy().put("size", documents).set("search_after", after);
        slices.add(new Slice(body, documents, threads.submit(() -> search.apply(page))));
    }

    /** The documents of the next page; empty at the end. */
    JsonNode next() {
        for (Slice slice = slices.poll(); slice != null; slice = slices.poll()) {
            Answer answer = taken(slice.page());
            JsonNode hits = answer.body().path("hits").path("hits");
            size.learn(answer);
            if (hits.size() == slice.size()) {
                ask(slice.body(), hits.get(hits.size() - 1).path("sort"));
            }
            if (!hits.isEmpty()) {
                return hits;
            }
        }
        return Json.array();
    }

    private static Answer taken(Future<Answer> page) {
        try {
            return page.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KpiException(Reason.CANCELLED, "the search was interrupted", e);
        } catch (ExecutionException e) {
            @Nullable Throwable cause = e.getCause();
            if (cause instanceof RuntimeException problem) {
                throw problem;
            }
            throw new IllegalStateException(cause);
        }
    }

    /** Gives up what is on its way. */
    @Override
    public void close() {
        threads.shutdownNow();
    }
}
