package org.kpirunner.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.kpirunner.catalog.CatalogReader.Reading;

/** Whatever people do to a catalog file, they get its source or are told why not. */
class CatalogReaderRandomTest {
    /** {@code -Dspoilt=20000} tries more. */
    private static final int ROUNDS = Integer.getInteger("spoilt", 1500);

    private static final List<String> PIECES = List.of(
            "=",
            ":",
            " ",
            "\n",
            "\\",
            "\\\n",
            "\\u00",
            "\\u0000",
            "#",
            "#kpi: ",
            "${",
            "}",
            "${ENV:",
            "${ENV:X}",
            "-1",
            "true",
            "AWS",
            "PASSWORD",
            "https://",
            ",",
            "\"",
            ".",
            "ü",
            "[",
            "postgresql",
            "elasticsearch",
            "1e9d",
            "9999999999999999d");
    private static final String TEXT = """
            connector.name=elasticsearch
            elasticsearch.host=${ENV:X}
            elasticsearch.port=9200
            elasticsearch.request-timeout=10s
            elasticsearch.tls.enabled=true
            elasticsearch.tls.truststore-path=/nowhere
            elasticsearch.security=PASSWORD
            elasticsearch.auth.user=reader
            elasticsearch.auth.password=secret
            connection-url=jdbc:postgresql://db/x
            credential-provider.type=FILE
            connection-credential-file=/nowhere
            #kpi: arrays logs.log.roles
            #kpi: column logs.log.asset_id varchar
            """;

    @Test
    void aSpoiltFileIsReadOrItsMistakesAreTold() {
        Random random = new Random(13);
        for (int round = 0; round < ROUNDS; round++) {
            StringBuilder text = new StringBuilder(TEXT);
            for (int times = 1 + random.nextInt(6); times > 0; times--) {
                int at = random.nextInt(text.length());
                if (random.nextBoolean()) {
                    text.insert(at, PIECES.get(random.nextInt(PIECES.size())));
                } else {
                    text.delete(at, Math.min(text.length(), at + random.nextInt(30)));
                }
            }

            Reading reading = CatalogReader.strict(Map.of("X", "host")).read("x", "x.properties", text.toString());

            assertThat(reading.source().isPresent() || !reading.mistakes().isEmpty())
                    .as(text.toString())
                    .isTrue();
        }
    }
}
