package org.journeyguard;

import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;

/** Whoever it is may not do this, and signing in again would not change it. Left alone it becomes a 403. */
public final class AccessDenied extends JourneyException {
    private static final long serialVersionUID = 1L;

    /** Sets that can be serialised, as exceptions have to be. */
    private final TreeSet<String> roles;

    private final TreeSet<String> scope;

    /**
     * For reasons of the application's own.
     *
     * @param message what was denied, and why
     */
    public AccessDenied(String message) {
        this(message, Set.of(), Set.of());
    }

    /**
     * Something is missing.
     *
     * @param message what was denied, and why
     * @param roles of which one would do; empty when roles are not the reason
     * @param scope of which each is needed; empty when scope is not the reason
     */
    public AccessDenied(String message, Set<String> roles, Set<String> scope) {
        super(message);
        this.roles = new TreeSet<>(roles);
        this.scope = new TreeSet<>(scope);
    }

    /** The roles of which one would do; empty when they are not the reason. */
    public Set<String> roles() {
        return Collections.unmodifiableSet(roles);
    }

    /** The scope that the access token would need; empty when it is not the reason. */
    public Set<String> scope() {
        return Collections.unmodifiableSet(scope);
    }
}
