/** kpis.yaml: what an analyst declares, read with every mistake and its place. */
@NullMarked
package org.kpirunner.spec;

import org.jspecify.annotations.NullMarked;
