package org.kpirunner.catalog;

import org.kpirunner.problem.Place;

/** One entry of a properties file, its escapes undone and its value trimmed as Trino trims it. */
record Property(Place place, String key, String value) {}
