/** The operations endpoint: health, metrics, statistics and one page for people. */
@NullMarked
package org.kpirunner.web;

import org.jspecify.annotations.NullMarked;
