package org.journeyguard.internal.config.keys;

/** How bearer tokens are validated. */
public enum TokenValidation {
    /** Locally if possible, else by introspection. */
    AUTO,
    /** Locally only. */
    JWT,
    /** By introspection only. */
    INTROSPECT
}
