package org.kpirunner.table;

/** A column of an answer; the type is a name for people, as {@code varchar} or {@code bigint}. */
public record Column(String name, String type) {}
