package org.journeyguard.internal.store;

import org.journeyguard.internal.credential.TokenDigest;
import org.jspecify.annotations.Nullable;

/**
 * The key of an entry that is stored for a session.
 *
 * @param kind of the entry
 * @param session its digest
 */
public record StoreKey(Kind kind, TokenDigest session) {

    /** The kinds of entries. */
    public enum Kind {
        /** The tokens of a session. */
        TOKENS,
        /** One of the application's own sessions. */
        APP_SESSION
    }

    /** Written by hand, like {@code hashCode}, because the version that Java 17 generates keeps its class loader in memory. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof StoreKey that && kind == that.kind && session.equals(that.session);
    }

    @Override
    public int hashCode() {
        return session.hashCode() * 31 + kind.hashCode();
    }
}
