package org.kpirunner.catalog;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.kpirunner.problem.KpiException;
import org.kpirunner.problem.Reason;

/** Catalogs whose files may change while we run: one that is broken now is used as it was when it was not. */
public final class LastGoodCatalogs {
    private final Map<String, String> environment;
    private final Consumer<String> say;
    private final Map<Path, CatalogFolder> folders = new ConcurrentHashMap<>();
    private final Map<Path, Source> sources = new ConcurrentHashMap<>();

    /** @param say told each time that an older version is used */
    public LastGoodCatalogs(Map<String, String> environment, Consumer<String> say) {
        this.environment = Map.copyOf(environment);
        this.say = say;
    }

    /** The catalogs of a folder as they are now, as far as they are good. */
    public Catalogs in(Path folder) {
        CatalogFolder newest = list(folder);
        return new Catalogs() {
            @Override
            public List<String> names() {
                return newest.names();
            }

            @Override
            public Source source(String name) {
                return newestOrKnown(newest, folder.resolve(name.toLowerCase(Locale.ROOT)), name);
            }
        };
    }

    private CatalogFolder list(Path folder) {
        try {
            CatalogFolder newest = CatalogFolder.list(folder, environment);
            folders.put(folder, newest);
            return newest;
        } catch (KpiException e) {
            CatalogFolder known = folders.get(folder);
            if (known == null) {
                throw e;
            }
            say(e);
            return known;
        }
    }

    private Source newestOrKnown(CatalogFolder newest, Path key, String name) {
        try {
            Source source = newest.source(name);
            sources.put(key, source);
            return source;
        } catch (KpiException e) {
            Source known = sources.get(key);
            // A catalog that was taken away is not used any more.
            if (known == null || e.reason() == Reason.UNKNOWN_CATALOG) {
                throw e;
            }
            say(e);
            return known;
        }
    }

    private void say(KpiException e) {
        say.accept(e.getMessage() + "\nso the version before stays in use");
    }
}
