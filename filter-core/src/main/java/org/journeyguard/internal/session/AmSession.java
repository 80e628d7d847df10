package org.journeyguard.internal.session;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.journeyguard.Session;
import org.journeyguard.internal.credential.SsoIdentity;
import org.journeyguard.internal.credential.SsoToken;

/**
 * A session at AM, as applications see it. {@code toString()} shows no secret.
 *
 * @param token that identifies it
 * @param identity of its user
 * @param successUrlSource returns where AM would send the user after signing in
 */
public record AmSession(SsoToken token, SsoIdentity identity, Supplier<Optional<String>> successUrlSource)
        implements Session {
    @Override
    public String value() {
        return token.value();
    }

    @Override
    public Optional<String> successUrl() {
        return successUrlSource.get();
    }

    @Override
    public String realm() {
        return identity.realm();
    }

    @Override
    public Optional<Instant> idleExpiresAt() {
        return Optional.ofNullable(identity.idleExpiresAt());
    }

    @Override
    public Optional<Instant> expiresAt() {
        return Optional.ofNullable(identity.expiresAt());
    }

    @Override
    public Map<String, String> attributes() {
        return identity.attributes();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof AmSession that && token.equals(that.token);
    }

    @Override
    public int hashCode() {
        return token.hashCode();
    }

    @Override
    public String toString() {
        return "Session of " + identity.name();
    }
}
