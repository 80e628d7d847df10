package org.journeyguard.internal.guard;

import java.util.Optional;
import org.journeyguard.internal.credential.Authentication;
import org.journeyguard.internal.credential.SsoIdentity;
import org.journeyguard.internal.credential.SsoToken;
import org.journeyguard.internal.credential.TokenDigest;
import org.journeyguard.internal.resilience.BackgroundTasks;
import org.journeyguard.internal.session.SessionValidator;
import org.journeyguard.internal.signin.CookieCipher;
import org.journeyguard.internal.token.TokenKeeper;

/**
 * Asks AM whether the session that an HttpSession was last seen with is over, and if so ends its tokens. The HttpSession holds the SSO
 * token sealed under a key of this guard, so that neither the application nor a container that persists sessions can read it.
 */
public final class FormerSessions {
    private final SessionValidator sessions;
    private final TokenKeeper keeper;
    private final BackgroundTasks background;
    private final CookieCipher seal = new CookieCipher();

    /**
     * @param keeper has the tokens of sessions
     * @param background where AM is asked
     */
    FormerSessions(SessionValidator sessions, TokenKeeper keeper, BackgroundTasks background) {
        this.sessions = sessions;
        this.keeper = keeper;
        this.background = background;
    }

    /** Seals the token as an attribute of an HttpSession. */
    public String seal(SsoToken token) {
        return seal.close(token.value(), token.digest().toString());
    }

    /**
     * Opens a sealed token.
     *
     * @param session its digest
     * @return empty when another node has sealed it
     */
    public Optional<SsoToken> open(TokenDigest session, String sealed) {
        return seal.open(sealed, session.toString()).map(SsoToken::new);
    }

    /**
     * Ends the tokens of a session in the background, if AM says that the session is over. The tokens stay when AM confirms it or does not
     * answer, and when another node has sealed the token.
     *
     * @param session its digest
     * @param sealed by {@link #seal}
     * @param isLast whether this is the last reference to the session, so that earlier answers of AM are not used
     */
    public void check(TokenDigest session, String sealed, boolean isLast) {
        if (!keeper.isConfigured()) {
            return;
        }
        open(session, sealed).ifPresent(token -> {
            boolean unused = background.submit(() -> {
                Authentication<SsoIdentity> answer =
                        isLast ? sessions.validateAnew(token) : sessions.validate(token, false);
                if (answer.isRefused()) {
                    keeper.abandon(session);
                }
            });
        });
    }
}
