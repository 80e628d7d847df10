package org.journeyguard.internal.servlet;

import jakarta.servlet.ServletContext;
import java.util.List;
import org.journeyguard.spi.JourneyStatus;

/** Publishes the status of an application's guards for monitoring. */
public final class StatusRegistry {
    public static final String ATTRIBUTE = "org.journeyguard.status";

    private StatusRegistry() {}

    /** Returns the default guard's status and one for each tenant; empty when the filter has not started, or has ended. */
    public static List<JourneyStatus> of(ServletContext context) {
        return context.getAttribute(ATTRIBUTE) instanceof List<?> all
                ? all.stream().map(JourneyStatus.class::cast).toList()
                : List.of();
    }
}
