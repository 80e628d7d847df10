package org.journeyguard.cdi;

import jakarta.enterprise.inject.spi.CDI;
import org.journeyguard.Farewell;
import org.journeyguard.LogoutListener;

/** Makes a CDI event of each logout: a bean hears of it with {@code void signedOut(@Observes Farewell farewell)}. */
public final class LogoutEvents implements LogoutListener {

    /** Found through {@code META-INF/services}. */
    public LogoutEvents() {}

    @Override
    public void signedOut(Farewell farewell) {
        CDI.current().getBeanManager().getEvent().select(Farewell.class).fire(farewell);
    }
}
