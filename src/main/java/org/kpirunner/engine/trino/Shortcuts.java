package org.kpirunner.engine.trino;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.kpirunner.dialect.Query;
import org.kpirunner.dialect.portable.ColumnKind;
import org.kpirunner.engine.Cancellation;
import org.kpirunner.engine.elasticsearch.group.OneSearch;

/** What sources could be asked at once in their own language, as found by somebody who knows their tables. */
public interface Shortcuts extends AutoCloseable {
    /** Nobody knows of any. */
    Shortcuts NONE = new Shortcuts() {
        @Override
        public Batch of(List<Query> batch) {
            return new Batch() {
                @Override
                public Map<String, String> unknown() {
                    return Map.of();
                }

                @Override
                public Map<String, ColumnKind> columns(List<String> table) {
                    return Map.of();
                }

                @Override
                public Optional<Statement> statement(Query query) {
                    return Optional.empty();
                }

                @Override
                public Optional<Search> search(String sql) {
                    return Optional.empty();
                }
            };
        }

        @Override
        public void close() {}
    };

    /** Those for a batch of queries; what tables they read is looked up once. */
    Batch of(List<Query> batch);

    @Override
    void close();

    /** Shortcuts over tables as they are now. */
    interface Batch {
        /** The catalogs of which nothing is known, and why. */
        Map<String, String> unknown();

        /** The columns of a table by their names in lower case; empty if it is not known. */
        Map<String, ColumnKind> columns(List<String> table);

        /** A query as one statement of one Postgres, whose values Trino reads as they are. */
        Optional<Statement> statement(Query query);

        /** A query as one search of one index for groups and counts. */
        Optional<Search> search(String sql);
    }

    /** One statement of Postgres, whose columns have other names than the query gives them. */
    record Statement(String catalog, String sql, List<Item> columns) {
        public Statement {
            columns = List.copyOf(columns);
        }
    }

    /**
     * A column of a statement.
     *
     * @param name as the query has it
     * @param type as Postgres calls it; empty if its values could change where rows of other statements stand beside them
     */
    record Item(String name, Optional<String> type) {}

    /**
     * One search of Elasticsearch.
     *
     * @param columns what it answers, in the order of the query
     * @param validity tells whether the index still is what the search was made for
     */
    record Search(String catalog, String schema, OneSearch search, List<Column> columns, Validity validity) {
        public Search {
            columns = List.copyOf(columns);
        }
    }

    /**
     * A column of a search: a key, or a count.
     *
     * @param place the place among the keys or the metrics
     * @param type the type of a key, as Trino calls it
     */
    record Column(boolean isKey, int place, String type) {}

    /** Tells afterwards whether what was known before is still true. */
    @FunctionalInterface
    interface Validity {
        boolean holds(Cancellation cancellation);
    }
}
