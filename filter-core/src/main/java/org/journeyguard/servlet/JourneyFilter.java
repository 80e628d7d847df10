package org.journeyguard.servlet;

import org.journeyguard.internal.web.GuardFilter;

/**
 * Lets a request through with its {@link org.journeyguard.JourneyUser}, or answers it. The jar registers it by itself, first
 * in the chain and for every dispatch; registered in {@code web.xml} its init-params stand above MicroProfile Config.
 */
public class JourneyFilter extends GuardFilter {
    /** Called by the container. */
    public JourneyFilter() {}
}
