package org.journeyguard.it.smoke;

import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;

/** JAX-RS below {@code /api}. */
@ApplicationPath("/api")
public class SmokeApplication extends Application {}
