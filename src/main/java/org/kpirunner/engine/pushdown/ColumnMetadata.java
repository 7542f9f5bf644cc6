package org.kpirunner.engine.pushdown;

/**
 * A column as its source tells.
 *
 * @param name exactly as the source has it
 * @param nativeType what the source calls its type, for messages and for pushing down
 * @param nullable false only if the source guarantees that it never is NULL
 * @param hidden whether it must be asked for by its name, as {@code _id} of Elasticsearch
 */
public record ColumnMetadata(String name, ColumnType type, String nativeType, boolean nullable, boolean hidden) {}
