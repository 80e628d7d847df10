/** Journeys step by step, as {@link org.journeyguard.journey.JourneyClient} offers them. Test to read first: {@code JourneyClientTest}. */
@NullMarked
package org.journeyguard.internal.journey;

import org.jspecify.annotations.NullMarked;
