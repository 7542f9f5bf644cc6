package org.kpirunner.cli.print;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ProgressTest {
    @Test
    void whatTheEngineDoesNowStandsBehindTheCountInOneLine() throws InterruptedException {
        StringWriter err = new StringWriter();
        CountDownLatch asked = new CountDownLatch(2);

        try (Progress progress = Progress.begin(new PrintWriter(err), 3)) {
            progress.begin(() -> {
                asked.countDown();
                return "trino: 2 at work";
            });
            assertThat(asked.await(1, TimeUnit.MINUTES)).isTrue();
        }

        assertThat(err.toString())
                .containsPattern("\u001b\\[\\?7l\r\u001b\\[K0 of 3 done, [^;]*; trino: 2 at work\u001b\\[\\?7h")
                .endsWith("\r\u001b[K");
    }
}
