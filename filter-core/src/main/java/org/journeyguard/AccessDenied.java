package org.journeyguard;

import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;

/** The user may not do this, and signing in again would not change that. If not caught, it becomes a 403. */
public final class AccessDenied extends JourneyException {
    private static final long serialVersionUID = 1L;

    /** Serializable, as fields of exceptions have to be. */
    private final TreeSet<String> roles;

    private final TreeSet<String> scope;

    /**
     * Creates an exception for a reason of the application's own.
     *
     * @param message what was denied, and why
     */
    public AccessDenied(String message) {
        this(message, Set.of(), Set.of());
    }

    /**
     * Creates an exception for missing roles or scope.
     *
     * @param message what was denied, and why
     * @param roles any one of which is enough; empty when roles are not the reason
     * @param scope all of which is needed; empty when scope is not the reason
     */
    public AccessDenied(String message, Set<String> roles, Set<String> scope) {
        super(message);
        this.roles = new TreeSet<>(roles);
        this.scope = new TreeSet<>(scope);
    }

    /** Returns the roles, any one of which is enough; empty when they are not the reason. */
    public Set<String> roles() {
        return Collections.unmodifiableSet(roles);
    }

    /** Returns the scope that the access token needs; empty when it is not the reason. */
    public Set<String> scope() {
        return Collections.unmodifiableSet(scope);
    }
}
