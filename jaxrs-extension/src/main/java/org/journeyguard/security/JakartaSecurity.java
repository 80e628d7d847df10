package org.journeyguard.security;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.spi.BeforeBeanDiscovery;
import jakarta.enterprise.inject.spi.Extension;
import java.util.Map;
import org.journeyguard.internal.config.Settings;
import org.journeyguard.internal.config.TenantsReader;

/**
 * Makes a bean of {@link JourneyMechanism} if {@code journey.jakarta-security} asks for it; found through {@code META-INF/services}. The
 * mere existence of such a bean changes how containers secure an application.
 */
public class JakartaSecurity implements Extension {
    /** Called by the container. */
    public JakartaSecurity() {}

    void register(@Observes BeforeBeanDiscovery start) {
        if (TenantsReader.jakartaSecurity(Settings.of(Map.of()))) {
            start.addAnnotatedType(JourneyMechanism.class, JourneyMechanism.class.getName())
                    .add(ApplicationScoped.Literal.INSTANCE);
        }
    }
}
