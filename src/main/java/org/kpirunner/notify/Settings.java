package org.kpirunner.notify;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.kpirunner.problem.Durations;
import org.kpirunner.problem.Environment;
import org.kpirunner.problem.KpiException;
import org.kpirunner.problem.Reason;

/**
 * How people want to be told, as the environment says it.
 *
 * @param channels none when nobody wants to be told
 * @param grace how long a state must last before it is told
 * @param again after how long one that goes on is told again
 */
record Settings(List<Channel> channels, Duration grace, Duration again) {
    Settings {
        channels = List.copyOf(channels);
    }

    static Settings read(Map<String, String> environment) {
        return new Reading(new Environment(environment)).settings();
    }

    private record Reading(Environment environment) {
        Settings settings() {
            List<Channel> channels = new ArrayList<>();
            value("KPI_WEBHOOK").map(Reading::webhook).ifPresent(channels::add);
            value("KPI_MAIL_TO").map(this::mail).ifPresent(channels::add);
            return new Settings(
                    channels,
                    duration("KPI_NOTIFY_GRACE", Duration.ofMinutes(5)),
                    duration("KPI_NOTIFY_AGAIN", Duration.ofDays(1)));
        }

        private static Channel webhook(String address) {
            try {
                URI uri = URI.create(address);
                String scheme = String.valueOf(uri.getScheme());
                if (uri.getHost() != null && (scheme.equals("https") || scheme.equals("http"))) {
                    return new Webhook(uri);
                }
            } catch (IllegalArgumentException e) {
                // Said below, without the address: it is a secret.
            }
            throw mistake("KPI_WEBHOOK is no address; allowed is one as https://hooks.example.org/…");
        }

        private Channel mail(String to) {
            String server = value("KPI_SMTP")
                    .orElseThrow(() -> mistake("KPI_MAIL_TO needs a server; name it with KPI_SMTP, as"
                            + " smtp://mail.example.org:587 or smtps://user@mail.example.org"));
            URI uri;
            try {
                uri = URI.create(server);
            } catch (IllegalArgumentException e) {
                throw notAServer();
            }
            String scheme = String.valueOf(uri.getScheme());
            boolean isTls = scheme.equals("smtps");
            boolean hasPassword = String.valueOf(uri.getUserInfo()).contains(":");
            if (uri.getHost() == null || hasPassword || (!isTls && !scheme.equals("smtp"))) {
                throw notAServer();
            }
            int port = uri.getPort() < 0 ? (isTls ? 465 : 25) : uri.getPort();
            return new Mail(
                    uri.getHost(),
                    port,
                    isTls,
                    Optional.ofNullable(uri.getUserInfo()),
                    value("KPI_SMTP_PASSWORD"),
                    value("KPI_MAIL_FROM").orElse("kpi@" + uri.getHost()),
                    to);
        }

        private static KpiException notAServer() {
            return mistake(
                    "KPI_SMTP is no mail server; allowed is smtp://HOST:PORT or smtps://HOST:PORT, with USER@ before"
                            + " HOST where it wants one, and its password in KPI_SMTP_PASSWORD");
        }

        private Duration duration(String name, Duration otherwise) {
            return value(name)
                    .map(text -> Durations.parse(text)
                            .orElseThrow(() -> mistake(
                                    name + " is \"" + text + "\"; allowed is a duration such as 0s, 10m or 24h")))
                    .orElse(otherwise);
        }

        private Optional<String> value(String name) {
            return environment.value(name).map(String::strip);
        }

        private static KpiException mistake(String message) {
            return new KpiException(Reason.BAD_CONFIGURATION, message);
        }
    }
}
