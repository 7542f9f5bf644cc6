package org.kpirunner.catalog;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.kpirunner.catalog.CatalogReader.Reading;
import org.kpirunner.problem.KpiException;
import org.kpirunner.problem.Mistake;
import org.kpirunner.problem.MistakesException;
import org.kpirunner.problem.Nearest;
import org.kpirunner.problem.Place;
import org.kpirunner.problem.Reason;

/** A folder of Trino catalog files; each is read when its catalog is asked for. */
public final class CatalogFolder implements Catalogs {
    private static final String ENDING = ".properties";

    private final Path folder;
    private final Map<String, Path> files;
    private final Map<String, String> environment;

    private CatalogFolder(Path folder, Map<String, Path> files, Map<String, String> environment) {
        this.folder = folder;
        this.files = files;
        this.environment = environment;
    }

    /** Lists a folder without reading its files. */
    public static CatalogFolder list(Path folder, Map<String, String> environment) {
        Map<String, Path> files = new TreeMap<>();
        List<Mistake> mistakes = new ArrayList<>();
        try (Stream<Path> entries = Files.list(folder)) {
            for (Path entry : entries.sorted().toList()) {
                String name = entry.getFileName().toString();
                if (!name.endsWith(ENDING) || name.startsWith(".") || Files.isDirectory(entry)) {
                    continue;
                }
                String catalog =
                        name.substring(0, name.length() - ENDING.length()).toLowerCase(Locale.ROOT);
                Path other = files.putIfAbsent(catalog, entry);
                if (other != null) {
                    mistakes.add(Mistake.error(
                            Place.of(entry.toString()), "is the same catalog as " + other + "; case does not count"));
                }
            }
        } catch (IOException e) {
            throw new KpiException(
                    Reason.BAD_CONFIGURATION,
                    folder + ": the folder of catalogs cannot be read; name it with --catalogs or KPI_CATALOGS",
                    e);
        }
        if (!mistakes.isEmpty()) {
            throw new MistakesException(mistakes);
        }
        return new CatalogFolder(folder, files, Map.copyOf(environment));
    }

    @Override
    public List<String> names() {
        return List.copyOf(files.keySet());
    }

    @Override
    public Source source(String name) {
        String catalog = name.toLowerCase(Locale.ROOT);
        Path file = files.get(catalog);
        if (file == null) {
            throw new KpiException(
                    Reason.UNKNOWN_CATALOG,
                    "there is no catalog \"" + name + "\" in " + folder + Nearest.hint(name, files.keySet())
                            + (files.isEmpty()
                                    ? "; the folder has none"
                                    : "; there are " + String.join(", ", names())));
        }
        Reading reading = read(catalog, file, CatalogReader.strict(environment));
        return reading.source().orElseThrow(() -> new MistakesException(reading.mistakes()));
    }

    /** The file of a catalog that there is. */
    public Path file(String catalog) {
        return Objects.requireNonNull(files.get(catalog));
    }

    /** The properties of a catalog that there is, in their order, variables not filled in. */
    public Map<String, String> properties(String catalog) {
        try {
            Map<String, String> properties = new LinkedHashMap<>();
            PropertiesText.read(file(catalog))
                    .properties()
                    .forEach(property -> properties.put(property.key(), property.value()));
            return properties;
        } catch (IOException e) {
            throw new KpiException(Reason.BAD_CONFIGURATION, file(catalog) + ": cannot be read", e);
        }
    }

    /** Everything that is wrong with any file of the folder; variables that are not set are warnings. */
    public List<Mistake> mistakes() {
        CatalogReader reader = CatalogReader.lenient(environment);
        return files.entrySet().stream()
                .flatMap(entry -> read(entry.getKey(), entry.getValue(), reader).mistakes().stream())
                .toList();
    }

    private static Reading read(String catalog, Path file, CatalogReader reader) {
        try {
            String text = Files.readString(file, StandardCharsets.ISO_8859_1);
            return reader.read(catalog, file.toString(), text);
        } catch (IOException e) {
            throw new KpiException(Reason.BAD_CONFIGURATION, file + ": cannot be read", e);
        }
    }
}
