package org.kpirunner.engine.elasticsearch;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * What the server answered.
 *
 * @param bytes how long it was
 */
public record Answer(JsonNode body, long bytes) {}
