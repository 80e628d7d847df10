package org.journeyguard.internal.store;

import java.util.List;
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
        TOKENS(""),
        /** One of the application's own sessions. */
        APP_SESSION("session|");

        private final String prefix;

        Kind(String prefix) {
            this.prefix = prefix;
        }
    }

    /** The kinds with the most specific prefix first. */
    private static final List<Kind> KINDS = List.of(Kind.APP_SESSION, Kind.TOKENS);

    /** Written by hand, like {@code hashCode}, because the version that Java 17 generates keeps its class loader in memory. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof StoreKey that && kind == that.kind && session.equals(that.session);
    }

    @Override
    public int hashCode() {
        return session.hashCode() * 31 + kind.prefix.hashCode();
    }

    /**
     * Returns the key as text, for a store that several applications share.
     *
     * @param application identifies the application in the keys of the store
     */
    String text(String application) {
        return kind.prefix + application + session;
    }

    /** Parses a key that {@link #text} has returned; null for a key of another application. */
    static @Nullable StoreKey parse(String text, String application) {
        for (Kind kind : KINDS) {
            String prefix = kind.prefix + application;
            if (text.startsWith(prefix)) {
                return new StoreKey(kind, TokenDigest.parse(text.substring(prefix.length())));
            }
        }
        return null;
    }
}
