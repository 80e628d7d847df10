package org.journeyguard.token;

import java.time.Duration;
import org.journeyguard.Claims;
import org.journeyguard.am.IssuedTokens;
import org.journeyguard.am.OAuthAnswer;
import org.journeyguard.store.TokenSet;

/** What came of a code. */
public sealed interface Exchanged {

    /**
     * Tokens.
     *
     * @param tokens not stored yet
     * @param idToken what the ID token states, which was checked; {@link Claims#NONE} where none was asked for
     */
    record Tokens(TokenSet tokens, Claims idToken) implements Exchanged {}

    /**
     * No tokens, because AM refuses the code or the client, or its ID token is not good ({@code invalid_id_token}).
     *
     * @param status of HTTP
     * @param error AM's
     * @param description AM's, or what is wrong with the ID token
     */
    record Refused(int status, String error, String description) implements Exchanged {}

    /**
     * AM does not answer.
     *
     * @param what how
     * @param retryAfter when it makes sense to try again
     */
    record Silent(String what, Duration retryAfter) implements Exchanged {}

    /** What AM answered instead of tokens. */
    static Exchanged failed(OAuthAnswer<IssuedTokens> issued) {
        if (issued instanceof OAuthAnswer.Denied<IssuedTokens> denied) {
            return new Refused(denied.status(), denied.error(), denied.description());
        }
        OAuthAnswer.Silent<IssuedTokens> silent = (OAuthAnswer.Silent<IssuedTokens>) issued;
        return new Silent(silent.what(), silent.retryAfter());
    }
}
