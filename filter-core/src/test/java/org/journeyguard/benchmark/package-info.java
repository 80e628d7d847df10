/** What the filter costs; docs/performance.md says how to measure it. */
@NullMarked
package org.journeyguard.benchmark;

import org.jspecify.annotations.NullMarked;
