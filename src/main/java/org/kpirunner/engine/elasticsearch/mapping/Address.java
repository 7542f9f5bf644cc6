package org.kpirunner.engine.elasticsearch.mapping;

/** The two names by which a query names a table: schema and index or alias, or index and mapping type. */
public record Address(String schema, String table) {}
