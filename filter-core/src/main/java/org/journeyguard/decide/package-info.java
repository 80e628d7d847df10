/** What happens to a request. Pure: no servlets, no HTTP client, no clock. */
@NullMarked
package org.journeyguard.decide;

import org.jspecify.annotations.NullMarked;
