package org.journeyguard.security;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.spi.BeforeBeanDiscovery;
import jakarta.enterprise.inject.spi.Extension;
import java.util.Map;
import org.journeyguard.internal.config.SettingsSource;
import org.journeyguard.internal.guard.settings.ApplicationSettings;

/**
 * Registers {@link JourneyMechanism} as a bean if {@code journey.jakarta-security} is set; found through {@code META-INF/services}. Such a
 * bean changes how containers secure an application merely by existing.
 */
public class JakartaSecurity implements Extension {
    /** Called by the container. */
    public JakartaSecurity() {}

    void register(@Observes BeforeBeanDiscovery start) {
        if (ApplicationSettings.jakartaSecurity(SettingsSource.of(Map.of()))) {
            start.addAnnotatedType(JourneyMechanism.class, JourneyMechanism.class.getName())
                    .add(ApplicationScoped.Literal.INSTANCE);
        }
    }
}
