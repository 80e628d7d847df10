package org.journeyguard.test;

import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The access and refresh tokens and the codes of {@link FakeAm} that are neither revoked nor used up. */
final class FakeTokens {
    private final Map<String, FakeToken> tokens = new ConcurrentHashMap<>();
    private final Map<String, FakeCode> codes = new ConcurrentHashMap<>();

    void add(FakeToken token) {
        tokens.put(token.value(), token);
    }

    /** A token that is good at this time. */
    @Nullable
    FakeToken live(String value, Instant now) {
        FakeToken token = tokens.get(value);
        return token == null || !now.isBefore(token.expiresAt()) ? null : token;
    }

    void remove(String value) {
        tokens.remove(value);
    }

    /** Everything that came of a grant. */
    void removeGrant(String id) {
        tokens.values().removeIf(token -> token.grant().id().equals(id));
    }

    void add(String value, FakeCode code) {
        codes.put(value, code);
    }

    /** A code whose time has not passed, used or not. */
    @Nullable
    FakeCode code(String value, Instant now) {
        FakeCode code = codes.get(value);
        return code == null || !now.isBefore(code.expiresAt()) ? null : code;
    }
}
