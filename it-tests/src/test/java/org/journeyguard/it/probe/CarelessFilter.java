package org.journeyguard.it.probe;

import jakarta.servlet.FilterConfig;
import jakarta.servlet.annotation.WebFilter;
import org.journeyguard.servlet.JourneyFilter;

/** Forgets to start what it extends. */
@WebFilter(urlPatterns = "/*", asyncSupported = true)
public class CarelessFilter extends JourneyFilter {
    @Override
    public void init(FilterConfig config) {
        // nothing
    }
}
