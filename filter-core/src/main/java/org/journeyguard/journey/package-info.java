/**
 * Signs users in by AM's journeys, step by step: {@link org.journeyguard.journey.JourneyClient}. Test to read first: {@code JourneyClientTest}.
 */
@NullMarked
package org.journeyguard.journey;

import org.jspecify.annotations.NullMarked;
