/** The sources, read from Trino catalog properties files. */
@NullMarked
package org.kpirunner.catalog;

import org.jspecify.annotations.NullMarked;
