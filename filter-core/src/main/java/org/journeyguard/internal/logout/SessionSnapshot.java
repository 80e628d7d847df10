package org.journeyguard.internal.logout;

import java.time.Duration;
import java.util.Optional;
import org.journeyguard.LogoutContext;
import org.journeyguard.internal.credential.SsoIdentity;
import org.journeyguard.internal.credential.SsoToken;
import org.journeyguard.internal.session.AmSession;
import org.journeyguard.internal.session.SessionRules;
import org.journeyguard.internal.session.SessionValidator;
import org.journeyguard.spi.TokenSet;
import org.jspecify.annotations.Nullable;

/**
 * A session that ends, as it was a moment before. {@code toString()} shows no secret.
 *
 * @param token that it is known by
 * @param identity whose it is; null for one that AM has not confirmed here
 * @param left how long it could live on; null where that is not known
 * @param successUrl if AM has told
 * @param tokens that belong to it; null when there are none
 */
record SessionSnapshot(
        SsoToken token,
        @Nullable SsoIdentity identity,
        @Nullable Duration left,
        Optional<String> successUrl,
        @Nullable TokenSet tokens) {

    /** A session before anything of it has ended; its tokens are not looked for. */
    static SessionSnapshot of(SsoToken token, SessionValidator sessions) {
        return new SessionSnapshot(
                token,
                sessions.identity(token),
                sessions.known(token),
                sessions.details().knownSuccessUrl(token),
                null);
    }

    /** The same with its tokens, which have to be taken away after the end is marked: others could be obtained in between. */
    SessionSnapshot with(@Nullable TokenSet taken) {
        return new SessionSnapshot(token, identity, left, successUrl, taken);
    }

    /** How long what belongs to it could live on. */
    Duration matters() {
        return SessionRules.surelyOver(left);
    }

    /** The user as he was; empty when nobody knows who that is. */
    Optional<LogoutContext> farewell(boolean everywhere) {
        return Optional.ofNullable(identity)
                .map(known -> new LogoutContext(
                        known.name(),
                        known.realm(),
                        Optional.of(new AmSession(token, known, () -> successUrl)),
                        Optional.ofNullable(tokens).map(TokenSet::token),
                        everywhere));
    }

    @Override
    public String toString() {
        return "Leaving(" + (identity == null ? "unknown" : identity.name()) + ")";
    }
}
