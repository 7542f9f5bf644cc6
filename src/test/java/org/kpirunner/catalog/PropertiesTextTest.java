package org.kpirunner.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringReader;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PropertiesTextTest {
    @Test
    void placesCountPhysicalLines() {
        PropertiesText text = PropertiesText.parse("x.properties", """
                # first
                a=1
                  b : 2\\
                      3
                c 4
                """);

        assertThat(text.properties())
                .extracting(property -> property.place() + " " + property.key() + "=" + property.value())
                .containsExactly("x.properties:2:1 a=1", "x.properties:3:3 b=23", "x.properties:5:1 c=4");
    }

    @Test
    void commentsKeepTheirPlace() {
        PropertiesText text = PropertiesText.parse("x.properties", "a=1\r\n  #kpi: arrays a.b.c\r\n! other\r\n");

        assertThat(text.comments())
                .extracting(comment -> comment.place() + " " + comment.text())
                .containsExactly("x.properties:2:3 #kpi: arrays a.b.c", "x.properties:3:1 ! other");
    }

    @Test
    void halfAnEscapeIsAMistake() {
        assertThat(PropertiesText.parse("x.properties", "a=\\u12").mistakes())
                .extracting(Object::toString)
                .containsExactly("x.properties:1:5: four hexadecimal digits must follow \\u;"
                        + " a backslash that means itself is written \\\\");
    }

    @Test
    void readsWhateverTheJavaLibraryReads() throws IOException {
        List<String> pieces = List.of(
                "a",
                "key",
                "=",
                ":",
                " ",
                "\t",
                "\f",
                "\n",
                "\r\n",
                "\r",
                "\\",
                "\\\n",
                "\\\r\n",
                "\\u0041",
                "\\t",
                "\\\\",
                "#",
                "!",
                "value",
                "${ENV:X}",
                "ä",
                "\\=",
                "\\:");
        Random random = new Random(7);
        for (int round = 0; round < 20_000; round++) {
            StringBuilder text = new StringBuilder();
            for (int piece = random.nextInt(14); piece > 0; piece--) {
                text.append(pieces.get(random.nextInt(pieces.size())));
            }
            Properties expected = new Properties();
            expected.load(new StringReader(text.toString()));
            expected.remove("");
            Map<String, String> trimmed = new HashMap<>();
            expected.forEach((key, value) -> trimmed.put((String) key, ((String) value).trim()));

            Map<String, String> read = new HashMap<>();
            PropertiesText.parse("x", text.toString())
                    .properties()
                    .forEach(property -> read.put(property.key(), property.value()));

            read.remove("");
            assertThat(read).as("of: %s", text).isEqualTo(trimmed);
        }
    }
}
