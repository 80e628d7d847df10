package org.journeyguard.logout;

import java.time.Duration;
import java.util.Optional;
import org.journeyguard.Farewell;
import org.journeyguard.credential.SsoIdentity;
import org.journeyguard.credential.SsoToken;
import org.journeyguard.session.AmSession;
import org.journeyguard.session.SessionRules;
import org.journeyguard.session.SessionValidator;
import org.journeyguard.store.TokenSet;
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
record Leaving(
        SsoToken token,
        @Nullable SsoIdentity identity,
        @Nullable Duration left,
        Optional<String> successUrl,
        @Nullable TokenSet tokens) {

    /** A session before anything of it has ended; its tokens are not looked for. */
    static Leaving of(SsoToken token, SessionValidator sessions) {
        return new Leaving(
                token,
                sessions.identity(token),
                sessions.known(token),
                sessions.details().knownSuccessUrl(token),
                null);
    }

    /** The same with its tokens, which have to be taken away after the end is marked: others could be obtained in between. */
    Leaving with(@Nullable TokenSet taken) {
        return new Leaving(token, identity, left, successUrl, taken);
    }

    /** How long what belongs to it could live on. */
    Duration matters() {
        return SessionRules.surelyOver(left);
    }

    /** The user as he was; empty when nobody knows who that is. */
    Optional<Farewell> farewell(boolean everywhere) {
        return Optional.ofNullable(identity)
                .map(known -> new Farewell(
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
