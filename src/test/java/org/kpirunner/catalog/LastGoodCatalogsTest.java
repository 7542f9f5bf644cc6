package org.kpirunner.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LastGoodCatalogsTest {
    @TempDir
    Path folder;

    private final List<String> said = new ArrayList<>();
    private final LastGoodCatalogs catalogs = new LastGoodCatalogs(Map.of(), said::add);

    @BeforeEach
    void oneCatalog() throws IOException {
        Files.writeString(folder.resolve("shop.properties"), "connector.name=memory");
    }

    private Source shop() {
        return catalogs.in(folder).source("Shop");
    }

    @Test
    void aChangedFileIsTakenUp() throws IOException {
        assertThat(shop()).isEqualTo(new OtherSource("shop", "connector.name=memory"));

        Files.writeString(folder.resolve("shop.properties"), "connector.name=tpch");

        assertThat(shop()).isEqualTo(new OtherSource("shop", "connector.name=tpch"));
        assertThat(said).isEmpty();
    }

    @Test
    void aBrokenFileIsToldAndItsLastGoodVersionStays() throws IOException {
        Source before = shop();

        Path file = Files.writeString(folder.resolve("shop.properties"), "connector.name=postgresql\n");

        assertThat(shop()).isEqualTo(before);
        assertThat(said).containsExactly(file + ": connection-url is missing\nso the version before stays in use");
    }

    @Test
    void aFileThatWasNeverGoodIsAMistake() throws IOException {
        Path file = Files.writeString(folder.resolve("shop.properties"), "connector.name=postgresql\n");

        assertThatThrownBy(this::shop).hasMessage(file + ": connection-url is missing");
    }

    @Test
    void aCatalogThatWasTakenAwayIsGone() throws IOException {
        shop();

        Files.delete(folder.resolve("shop.properties"));

        assertThatThrownBy(this::shop)
                .hasMessage("there is no catalog \"Shop\" in " + folder + "; the folder has none");
    }

    @Test
    void aFolderThatCannotBeReadForAWhileIsUsedAsItWas() throws IOException {
        Source before = shop();
        Path away = folder.resolveSibling(folder.getFileName() + "-away");
        Files.move(folder, away);
        try {
            assertThat(shop()).isEqualTo(before);
        } finally {
            Files.move(away, folder);
        }
        assertThat(said).hasSize(2).allMatch(words -> words.endsWith("so the version before stays in use"));
    }
}
