package org.journeyguard.journey;

import java.util.Map;

/** Opens clients outside of a container; JourneyGuard implements it, and {@link JourneyClient#standalone} uses it. */
public interface StandaloneProvider {

    /** Does what {@link JourneyClient#standalone} describes. */
    JourneyClient.Standalone open(Map<String, String> settings);
}
