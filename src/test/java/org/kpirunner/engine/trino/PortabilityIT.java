package org.kpirunner.engine.trino;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kpirunner.InProcess;
import org.kpirunner.fixture.Folders;
import org.kpirunner.fixture.Kpi;
import org.kpirunner.fixture.interlink.InterlinkServers;

/** {@code kpi check --engine both} needs no cluster: it knows the columns from the sources. */
class PortabilityIT {
    @Test
    void queriesThatAreNotPortableAreShownAsTrinoIsSentThem(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("kpis.yaml"), """
                - name: Portable
                  sql: SELECT COUNT(*) FROM coproduction.public.story
                - name: Stories
                  sql: SELECT COUNT(*) FROM coproduction.public.story WHERE state = 'true'
                - name: Tools
                  sql: |
                    SELECT COUNT(*) AS n
                    FROM elastic2.logs.log AS l JOIN catalogue.public.interlinker AS i ON l.softwareinterlinker_id = i.id
                    WHERE l.action = 'CREATE'
                - name: Share
                  sql: |
                    SELECT SUBSTR(name, 1, 1) AS first, 5.0 / COUNT(*) FROM coproduction.public.team
                    WHERE first = 'A' GROUP BY first
                """);
        List<String> command = List.of(
                "check",
                "--engine",
                "both",
                "--kpis",
                file.toString(),
                "--catalogs",
                Folders.checkout().resolve("deploy/trino/catalog").toString());

        Kpi.Ran ran = InProcess.run(InterlinkServers.shared(), command);

        assertThat(ran.out().replace(folder + "/", "")).isEqualTo("""
                        kpis.yaml:3:9: "Stories": not portable; Trino is sent another form
                            a boolean is compared with a boolean: true
                                SELECT COUNT(*) FROM coproduction.public.story WHERE state = true
                        kpis.yaml:5:9: "Tools": not portable; Trino is sent another form
                            a uuid is compared as text: CAST(… AS varchar)
                                SELECT COUNT(*) AS n
                                FROM elastic2.logs.log AS l JOIN catalogue.public.interlinker AS i ON l.softwareinterlinker_id = CAST(i.id AS varchar)
                                WHERE l.action = 'CREATE'
                        kpis.yaml:10:9: "Share": not portable; Trino is sent another form
                            a quotient keeps its digits: CAST(… AS decimal(38,20)) / …
                            an alias stands for its expression: first is SUBSTR(name, 1, 1)
                                SELECT SUBSTR(name, 1, 1) AS first, CAST(5.0 AS decimal(38,20)) / COUNT(*) FROM coproduction.public.team
                                WHERE (SUBSTR(name, 1, 1)) = 'A' GROUP BY (SUBSTR(name, 1, 1))
                        """);
        assertThat(ran.err()).isEqualTo("no mistakes\n1 of 4 queries are portable as they are\n");
        assertThat(ran.exit()).isZero();
    }
}
