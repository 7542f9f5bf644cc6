package org.kpirunner.engine.elasticsearch.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import org.junit.jupiter.api.Test;
import org.kpirunner.engine.elasticsearch.Answer;
import org.kpirunner.engine.elasticsearch.Json;
import org.kpirunner.problem.KpiException;
import org.kpirunner.problem.Reason;

class SlicesTest {
    private static final int DOCUMENTS = 20;
    private static final JsonNode AFTER_THE_FIRST_TWO = Json.array().add(1);

    private final Set<String> asked = new ConcurrentSkipListSet<>();

    @Test
    void slicesAreReadInTurnUntilEachIsAtItsEnd() {
        assertThat(read(true)).containsExactly(3, 6, 4, 7, 2, 5, 9, 12, 10, 13, 8, 11, 15, 18, 16, 19, 14, 17);
        assertThat(asked).hasSize(12).contains("0 of 3 after 1, 2", "1 of 3 after 7, 2", "2 of 3 after 17, 2");
    }

    @Test
    void whatTheServerCannotDivideIsOneSlice() {
        assertThat(read(false)).startsWith(2, 3, 4).hasSize(DOCUMENTS - 2).doesNotHaveDuplicates();
        assertThat(asked).hasSize(10).allMatch(search -> search.startsWith("0 of 1"));
    }

    @Test
    void failureOfASliceIsTheFailureOfTheScan() {
        KpiException problem = new KpiException(Reason.PARTIAL_ANSWER, "answered from 1 of 2 shards");

        try (Slices slices = Slices.start(
                body -> {
                    throw problem;
                },
                Json.object(),
                AFTER_THE_FIRST_TWO,
                new PageSize(2),
                true)) {
            assertThatThrownBy(slices::next).isSameAs(problem);
        }
    }

    private List<Integer> read(boolean isDivided) {
        List<Integer> read = new ArrayList<>();
        try (Slices slices =
                Slices.start(this::answer, Json.object(), AFTER_THE_FIRST_TWO, new PageSize(2), isDivided)) {
            for (JsonNode hits = slices.next(); !hits.isEmpty(); hits = slices.next()) {
                hits.forEach(hit -> read.add(hit.path("sort").path(0).asInt()));
            }
        }
        return read;
    }

    /** A server whose documents sort by their numbers; every third one is of the same slice. */
    private Answer answer(ObjectNode body) {
        int id = body.path("slice").path("id").asInt();
        int max = body.path("slice").path("max").asInt(1);
        int after = body.path("search_after").path(0).asInt();
        int size = body.path("size").asInt();
        asked.add(id + " of " + max + " after " + after + ", " + size);
        ArrayNode hits = Json.array();
        for (int i = after + 1; i < DOCUMENTS && hits.size() < size; i++) {
            if (i % max == id) {
                hits.add(Json.object("sort", Json.array().add(i)));
            }
        }
        return new Answer(Json.object("hits", Json.object("hits", hits)), 1);
    }
}
