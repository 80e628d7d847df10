package org.journeyguard.demo;

import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;

/** The API. */
@ApplicationPath("/api")
public class DemoApplication extends Application {}
