package org.journeyguard.internal.config.keys;

/** How bearer tokens are checked. */
public enum TokenValidation {
    /** Here where that can be done, else by asking AM. */
    AUTO,
    /** Here only. */
    JWT,
    /** By asking AM only. */
    INTROSPECT
}
