package org.kpirunner.notify;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.kpirunner.ledger.Notice;
import org.kpirunner.problem.KpiException;
import org.kpirunner.problem.Reason;

/** Posts JSON to an address: {@code text} as Slack and its likes want it, and {@code notices} for programs. */
final class Webhook implements Channel {
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private final URI address;
    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(PATIENCE).build();

    Webhook(URI address) {
        this.address = address;
    }

    @Override
    public String name() {
        return "webhook";
    }

    @Override
    public void tell(List<Notice> notices) throws NotArrivedException {
        HttpRequest request = HttpRequest.newBuilder(address)
                .timeout(PATIENCE)
                .header("Content-Type", "application/json; charset=utf-8")
                .POST(HttpRequest.BodyPublishers.ofString(json(notices), StandardCharsets.UTF_8))
                .build();
        try {
            int status =
                    client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
            if (status >= 300) {
                throw new NotArrivedException("the webhook at " + address.getHost() + " answers " + status);
            }
        } catch (ConnectException | HttpConnectTimeoutException e) {
            throw new NotArrivedException("the webhook at " + address.getHost() + " cannot be reached", e);
        } catch (IOException e) {
            throw unknown(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw unknown(e);
        }
    }

    private KpiException unknown(Exception e) {
        return new KpiException(
                Reason.NOTICE_UNCERTAIN,
                "nobody can tell whether a notification arrived: the webhook at " + address.getHost()
                        + " did not answer; it is not sent again",
                e);
    }

    static String json(List<Notice> notices) {
        ObjectNode message = JsonNodeFactory.instance.objectNode();
        // Slack takes these three for marks of its own.
        message.put(
                "text",
                Message.text(notices).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;"));
        ArrayNode list = message.putArray("notices");
        for (Notice notice : notices) {
            list.addObject()
                    .put("id", notice.number())
                    .put("kind", notice.kind())
                    .put("kpi", notice.name())
                    .put("kpi_id", notice.kpi())
                    .put("environment", notice.environment())
                    .put("since", notice.since().toString())
                    .put("detail", notice.detail());
        }
        return message.toString();
    }
}
