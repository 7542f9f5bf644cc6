/** How the service of Google is reached, as whom and how often, and what its failures mean. */
@NullMarked
package org.kpirunner.sheet.google.access;

import org.jspecify.annotations.NullMarked;
