package org.journeyguard.it.probe;

import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;

/** JAX-RS below {@code /api}. */
@ApplicationPath("/api")
public class ProbeApplication extends Application {}
