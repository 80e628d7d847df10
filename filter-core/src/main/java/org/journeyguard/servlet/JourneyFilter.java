package org.journeyguard.servlet;

import org.journeyguard.internal.web.GuardFilter;

/**
 * Allows a request with its {@link org.journeyguard.JourneyUser}, or answers it. The jar registers it first in the chain and for every
 * dispatch; when it is registered in {@code web.xml}, its init-params override MicroProfile Config.
 */
public class JourneyFilter extends GuardFilter {
    /** Called by the container. */
    public JourneyFilter() {}
}
