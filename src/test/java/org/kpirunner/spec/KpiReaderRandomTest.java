package org.kpirunner.spec;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.kpirunner.problem.MistakesException;

/** Whatever people do to their file, they are told about it in lines. */
class KpiReaderRandomTest {
    private static final List<String> PIECES = List.of(
            "'",
            "\"",
            "\n",
            "\t",
            "  ",
            ": ",
            "- ",
            "#",
            "&a ",
            "*a",
            "|",
            ">-",
            "{",
            "}",
            "[",
            "]",
            ",",
            "!x ",
            "%",
            "@",
            "`",
            "---\n",
            "...\n",
            "${",
            "\\",
            "\u0000",
            "\u2028",
            "\uD83D\uDE00",
            "\uD83D",
            "ü",
            "~",
            "null",
            "<<: ",
            "? ",
            "name",
            "yes");

    @Test
    void aSpoiltFileIsReadOrItsMistakesAreTold() throws IOException {
        String shipped = Files.readString(Path.of("kpis.yaml"));
        Random random = new Random(11);
        int spoilt = 0;
        for (int round = 0; round < 3000; round++) {
            String text = spoil(shipped.substring(0, 1000 + random.nextInt(3000)), random);
            try {
                KpiReader.read("kpis.yaml", text);
            } catch (MistakesException e) {
                spoilt++;
                long lines = text.split("\\R", -1).length;
                assertThat(e.mistakes()).as(text).isNotEmpty().allSatisfy(mistake -> {
                    assertThat(mistake.toString()).doesNotContain("\n");
                    assertThat(mistake.place().line()).isBetween(0, (int) lines + 1);
                });
            }
        }
        assertThat(spoilt).isGreaterThan(1000);
    }

    private static String spoil(String text, Random random) {
        StringBuilder spoilt = new StringBuilder(text);
        for (int times = 1 + random.nextInt(4); times > 0; times--) {
            int at = random.nextInt(spoilt.length());
            switch (random.nextInt(3)) {
                case 0 -> spoilt.insert(at, PIECES.get(random.nextInt(PIECES.size())));
                case 1 -> spoilt.deleteCharAt(at);
                default -> spoilt.delete(at, Math.min(spoilt.length(), at + random.nextInt(40)));
            }
        }
        return spoilt.toString();
    }
}
