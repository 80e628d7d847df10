/** AM's journeys over REST. Test to read first: {@code JourneyClientTest} of {@code internal.journey}. */
@NullMarked
package org.journeyguard.internal.am.journey;

import org.jspecify.annotations.NullMarked;
