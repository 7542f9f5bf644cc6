package org.kpirunner;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.LayoutBase;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.slf4j.event.KeyValuePair;

/** How a log line looks: short on a terminal, one JSON object elsewhere. */
abstract class LogLayout extends LayoutBase<ILoggingEvent> {
    static List<KeyValuePair> pairs(ILoggingEvent event) {
        List<KeyValuePair> pairs = event.getKeyValuePairs();
        return pairs == null ? List.of() : pairs;
    }

    static String trace(ILoggingEvent event) {
        return event.getThrowableProxy() == null ? "" : ThrowableProxyUtil.asString(event.getThrowableProxy());
    }

    /** For people who watch. */
    static final class Plain extends LogLayout {
        /** Progress may stand on the line already. */
        private static final String START_OF_LINE = "\r\u001b[K";

        @Override
        public String doLayout(ILoggingEvent event) {
            StringBuilder line = new StringBuilder(START_OF_LINE);
            if (event.getLevel().isGreaterOrEqual(Level.WARN)) {
                line.append(event.getLevel().toString().toLowerCase(Locale.ROOT))
                        .append(": ");
            }
            line.append(event.getFormattedMessage());
            pairs(event)
                    .forEach(pair ->
                            line.append(' ').append(pair.key).append('=').append(pair.value));
            return line.append(System.lineSeparator()).append(trace(event)).toString();
        }
    }

    /** For programs that collect. */
    static final class Json extends LogLayout {
        private static final JsonFactory FACTORY = new JsonFactory();

        @Override
        public String doLayout(ILoggingEvent event) {
            StringWriter line = new StringWriter();
            try (JsonGenerator json = FACTORY.createGenerator(line)) {
                json.writeStartObject();
                json.writeStringField("time", event.getInstant().toString());
                json.writeStringField("level", event.getLevel().toString().toLowerCase(Locale.ROOT));
                json.writeStringField("logger", event.getLoggerName());
                json.writeStringField("message", event.getFormattedMessage());
                Map<String, Object> details = new LinkedHashMap<>(event.getMDCPropertyMap());
                pairs(event).forEach(pair -> details.put(pair.key, pair.value));
                for (Map.Entry<String, Object> detail : details.entrySet()) {
                    json.writePOJOField(detail.getKey(), detail.getValue());
                }
                if (event.getThrowableProxy() != null) {
                    json.writeStringField("trace", trace(event));
                }
                json.writeEndObject();
            } catch (IOException problem) {
                throw new UncheckedIOException(problem);
            }
            return line.append('\n').toString();
        }
    }
}
