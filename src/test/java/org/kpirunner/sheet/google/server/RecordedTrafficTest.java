package org.kpirunner.sheet.google.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.kpirunner.sheet.google.server.wire.Json;

/** The server answers what the real service was recorded to answer. */
class RecordedTrafficTest {
    private static final Path RECORDINGS =
            Path.of(System.getProperty("sheets.recordings", "../shared/data/sheets-recordings/recordings.jsonl"));

    @Test
    void everyRecordedRunThatBeginsWithANewSpreadsheetIsReproducedToItsEnd() throws IOException {
        boolean isRequired = "true".equals(System.getenv("CI"));
        if (!isRequired) {
            assumeThat(RECORDINGS).as("the recordings of the real service").exists();
        }
        Map<String, List<JsonNode>> runs = new LinkedHashMap<>();
        for (String line : Files.readAllLines(RECORDINGS)) {
            JsonNode interaction = Json.parse(line);
            runs.computeIfAbsent(interaction.get("recording").asText(), any -> new ArrayList<>())
                    .add(interaction);
        }
        int reproduced = 0;
        int answers = 0;
        int replayed = 0;
        List<String> mismatches = new ArrayList<>();
        for (Map.Entry<String, List<JsonNode>> run : runs.entrySet()) {
            if (Replay.isReplayable(run.getValue())) {
                Replay.Outcome outcome = Replay.of(run.getKey(), run.getValue(), Clock.systemUTC());
                reproduced += outcome.reproduced();
                answers += run.getValue().size();
                replayed++;
                mismatches.addAll(outcome.mismatches());
            }
        }
        System.out.println("reproduced " + reproduced + " of " + answers + " answers in " + replayed + " runs");
        assertThat(mismatches).isEmpty();
        assertThat(reproduced).isEqualTo(answers).isPositive();
    }
}
