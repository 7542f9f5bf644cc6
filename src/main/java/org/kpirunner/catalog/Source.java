package org.kpirunner.catalog;

/** Where the tables of one catalog are. */
public sealed interface Source permits PostgresSource, ElasticsearchSource, OtherSource {
    /** The catalog's name, in lower case: the first part of its tables' names. */
    String catalog();

    /** Where it is, for messages; holds no secret. */
    String address();
}
