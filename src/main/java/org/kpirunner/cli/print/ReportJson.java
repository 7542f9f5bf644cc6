package org.kpirunner.cli.print;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.kpirunner.problem.Reason;
import org.kpirunner.run.Report;
import org.kpirunner.run.Result;

/** A report as one JSON object, each KPI on a line of its own. */
public final class ReportJson {
    private static final JsonFactory FACTORY = new JsonFactory();

    private ReportJson() {}

    public static void print(Report report, PrintWriter out) {
        String kpis = report.results().stream()
                .map(result -> object(json -> write(result, json)))
                .collect(Collectors.joining(",\n", "[\n", "\n]"));
        out.println(object(json -> {
            json.writeStringField("run", report.run());
            json.writeStringField("as_of", report.asOf().toString());
            json.writeStringField("environment", report.environment());
            json.writeStringField("engine", report.engine());
            json.writeFieldName("kpis");
            json.writeRawValue(kpis);
            json.writeNumberField("millis", report.took().toMillis());
        }));
    }

    private static void write(Result result, JsonGenerator json) throws IOException {
        json.writeStringField("name", result.name());
        json.writeStringField("id", result.id());
        json.writeStringField("status", result.status().code());
        json.writeFieldName("value");
        json.writeRawValue(result.json());
        write("error", result.error(), json);
        write("reason", result.reason().map(Reason::code), json);
        json.writeNumberField("millis", result.effort().took().toMillis());
        json.writeNumberField("attempts", result.effort().attempts());
        json.writeArrayFieldStart("sources");
        for (String source : result.effort().sources()) {
            json.writeString(source);
        }
        json.writeEndArray();
    }

    private static void write(String name, Optional<String> text, JsonGenerator json) throws IOException {
        @Nullable String value = text.orElse(null);
        if (value == null) {
            json.writeNullField(name);
        } else {
            json.writeStringField(name, value);
        }
    }

    private static String object(Fields fields) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = FACTORY.createGenerator(text)) {
            json.writeStartObject();
            fields.write(json);
            json.writeEndObject();
        } catch (IOException problem) {
            throw new UncheckedIOException(problem);
        }
        return text.toString();
    }

    @FunctionalInterface
    private interface Fields {
        void write(JsonGenerator json) throws IOException;
    }
}
