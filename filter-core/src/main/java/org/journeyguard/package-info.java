/** The API for applications: the {@link org.journeyguard.JourneyUser}, its session, reports and exceptions. */
@NullMarked
package org.journeyguard;

import org.jspecify.annotations.NullMarked;
