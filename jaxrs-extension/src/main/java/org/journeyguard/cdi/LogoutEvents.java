package org.journeyguard.cdi;

import jakarta.enterprise.inject.spi.CDI;
import org.journeyguard.LogoutContext;
import org.journeyguard.spi.LogoutListener;

/** Makes a CDI event of each logout: a bean hears of it with {@code void signedOut(@Observes LogoutContext farewell)}. */
public final class LogoutEvents implements LogoutListener {

    /** Found through {@code META-INF/services}. */
    public LogoutEvents() {}

    @Override
    public void signedOut(LogoutContext farewell) {
        CDI.current().getBeanManager().getEvent().select(LogoutContext.class).fire(farewell);
    }
}
