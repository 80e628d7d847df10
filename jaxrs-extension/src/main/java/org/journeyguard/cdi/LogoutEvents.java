package org.journeyguard.cdi;

import org.journeyguard.LogoutContext;
import org.journeyguard.spi.LogoutListener;

/** Fires a CDI event for each logout. Beans observe it with {@code void signedOut(@Observes LogoutContext logout)}. */
public final class LogoutEvents implements LogoutListener {

    /** Found through {@code META-INF/services}. */
    public LogoutEvents() {}

    @Override
    public void signedOut(LogoutContext context) {
        ContainerEvents.find()
                .ifPresent(events -> events.select(LogoutContext.class).fire(context));
    }
}
