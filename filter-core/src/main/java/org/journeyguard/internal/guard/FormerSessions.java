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
 * Checks at AM whether the session is over that an HttpSession was last seen with, and ends its tokens then. The HttpSession holds
 * the SSO token sealed under a key of this runtime, so that neither the application nor a container that writes sessions down can read it.
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

    /** The token as an attribute of an HttpSession. */
    public String seal(SsoToken token) {
        return seal.close(token.value(), token.digest().toString());
    }

    /**
     * The token again.
     *
     * @param session its digest
     * @return empty where another node has sealed it
     */
    public Optional<SsoToken> open(TokenDigest session, String sealed) {
        return seal.open(sealed, session.toString()).map(SsoToken::new);
    }

    /**
     * Ends the tokens of a session in the background, if AM says that it is over. While AM confirms it or does not answer, and where
     * another node has sealed the token, they stay.
     *
     * @param session its digest
     * @param sealed by {@link #seal}
     * @param isLast whether nothing leads to the session after this, so that no answer counts that AM gave before
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
