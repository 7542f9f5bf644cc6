package org.kpirunner.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kpirunner.problem.KpiException;
import org.kpirunner.problem.MistakesException;
import org.kpirunner.problem.Reason;

class CatalogFolderTest {
    @TempDir
    Path folder;

    @Test
    void namesNeedNeitherFilesNorVariables() throws IOException {
        Files.writeString(folder.resolve("shop.properties"), "connector.name=${ENV:UNSET}");
        Files.writeString(folder.resolve("Stock.properties"), "nonsense");
        Files.writeString(folder.resolve("notes.txt"), "");
        Files.writeString(folder.resolve(".properties"), "");

        assertThat(CatalogFolder.list(folder, Map.of()).names()).containsExactly("shop", "stock");
    }

    @Test
    void onlyTheFileAskedForIsRead() throws IOException {
        Files.writeString(folder.resolve("Shop.properties"), "connector.name=memory");
        Files.writeString(folder.resolve("stock.properties"), "nonsense");

        assertThat(CatalogFolder.list(folder, Map.of()).source("SHOP"))
                .isEqualTo(new OtherSource("shop", "connector.name=memory"));
    }

    @Test
    void unknownCatalogIsToldWithTheNearest() throws IOException {
        Files.writeString(folder.resolve("coproduction.properties"), "connector.name=memory");
        Files.writeString(folder.resolve("catalogue.properties"), "connector.name=memory");
        CatalogFolder catalogs = CatalogFolder.list(folder, Map.of());

        assertThatThrownBy(() -> catalogs.source("coprodution"))
                .isInstanceOfSatisfying(
                        KpiException.class, e -> assertThat(e.reason()).isEqualTo(Reason.UNKNOWN_CATALOG))
                .hasMessage("there is no catalog \"coprodution\" in " + folder
                        + "; did you mean \"coproduction\"?; there are catalogue, coproduction");
    }

    @Test
    void mistakesOfAFileAreThrownWhereItIsUsed() throws IOException {
        Path file = Files.writeString(folder.resolve("shop.properties"), "connector.name=postgresql\n");
        CatalogFolder catalogs = CatalogFolder.list(folder, Map.of());

        assertThatThrownBy(() -> catalogs.source("shop"))
                .isInstanceOf(MistakesException.class)
                .hasMessage(file + ": connection-url is missing");
    }

    @Test
    void mistakesOfAllFilesAreToldAtOnce() throws IOException {
        Path shop = Files.writeString(folder.resolve("shop.properties"), "connector.name=postgresql\n");
        Path stock = Files.writeString(
                folder.resolve("stock.properties"), "connector.name=elasticsearch\nelasticsearch.host=${ENV:HOST}\n");

        assertThat(CatalogFolder.list(folder, Map.of()).mistakes())
                .extracting(Object::toString)
                .containsExactly(
                        shop + ": connection-url is missing",
                        stock + ":2:1: warning: elasticsearch.host: the environment variable HOST is not set");
    }

    @Test
    void twoFilesOfOneNameAreAMistake() throws IOException {
        Path upper = Files.writeString(folder.resolve("Shop.properties"), "connector.name=memory");
        Path lower = Files.writeString(folder.resolve("shop.properties"), "connector.name=memory");

        assertThatThrownBy(() -> CatalogFolder.list(folder, Map.of()))
                .hasMessage(lower + ": is the same catalog as " + upper + "; case does not count");
    }

    @Test
    void missingFolderIsToldWithWhatToDo() {
        Path missing = folder.resolve("missing");

        assertThatThrownBy(() -> CatalogFolder.list(missing, Map.of()))
                .isInstanceOf(KpiException.class)
                .hasMessage(
                        missing + ": the folder of catalogs cannot be read; name it with --catalogs or KPI_CATALOGS");
    }
}
