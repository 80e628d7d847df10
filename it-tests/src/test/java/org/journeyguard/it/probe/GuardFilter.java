package org.journeyguard.it.probe;

import jakarta.servlet.annotation.WebFilter;
import org.journeyguard.servlet.JourneyFilter;

/** The filter registered by an annotation, which says nothing about dispatchers. */
@WebFilter(urlPatterns = "/*", asyncSupported = true)
public class GuardFilter extends JourneyFilter {}
