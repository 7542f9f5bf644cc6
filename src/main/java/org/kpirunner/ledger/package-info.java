/** What ran, what it answered, and what still has to be delivered, kept over restarts. */
@NullMarked
package org.kpirunner.ledger;

import org.jspecify.annotations.NullMarked;
