package org.journeyguard.internal.token;

import java.time.Clock;
import java.time.Duration;
import org.journeyguard.Claims;
import org.journeyguard.internal.am.oauth.OAuthApi;
import org.journeyguard.internal.http.AmResult;
import org.journeyguard.internal.jwt.CompactForm;
import org.journeyguard.internal.jwt.JsonObject;
import org.journeyguard.internal.jwt.JwtVerification;
import org.journeyguard.internal.jwt.JwtVerifier;
import org.journeyguard.internal.resilience.Deadline;
import org.jspecify.annotations.Nullable;

/** Checks the ID tokens that are issued with access tokens (OpenID Connect Core, 3.1.3.7 and 12.2). */
public final class IdTokens {
    private final OAuthApi am;
    private final JwtVerifier verifier;
    private final String clientId;
    private final Duration clockSkew;
    private final Clock clock;

    public IdTokens(OAuthApi am, JwtVerifier verifier, String clientId, Duration clockSkew, Clock clock) {
        this.am = am;
        this.verifier = verifier;
        this.clientId = clientId;
        this.clockSkew = clockSkew;
        this.clock = clock;
    }

    /** Returns the refusal of an invalid ID token. */
    static AmResult<Claims> invalid(String why) {
        return new AmResult.Refused<>(200, "invalid_id_token", "AM's ID token is refused: " + why);
    }

    /**
     * Checks an ID token and returns its claims.
     *
     * @param nonce that it has to contain; null for an ID token from a renewal
     * @return {@link #invalid} for an invalid token
     */
    AmResult<Claims> check(String idToken, @Nullable String nonce, String accessToken, Deadline deadline) {
        return am.issuer(deadline).flatMap(issuer -> check(idToken, nonce, accessToken, issuer));
    }

    private AmResult<Claims> check(String idToken, @Nullable String nonce, String accessToken, String issuer) {
        JwtVerification answer = verifier.verify(idToken);
        if (answer instanceof JwtVerification.NoAnswer none) {
            return new AmResult.NoAnswer<>(none.outage());
        }
        if (!(answer instanceof JwtVerification.Verified verified)) {
            return invalid("its signature can't be verified with journey.oauth.algorithms and AM's keys");
        }
        return IdTokenRules.fault(
                        verified.claims(),
                        verified.algorithm(),
                        new IdTokenRules.Expected(issuer, clientId, nonce, accessToken, clockSkew),
                        clock.instant())
                .map(IdTokens::invalid)
                .orElseGet(() -> new AmResult.Value<>(verified.claims()));
    }

    /** Returns the claims of an ID token that was checked before; its key may be gone since. */
    public Claims read(String idToken) {
        return read(idToken, verifier);
    }

    /**
     * Returns the claims of an ID token that was checked before; its key may be gone since.
     *
     * @param verifier decrypts it
     */
    public static Claims read(String idToken, JwtVerifier verifier) {
        if (CompactForm.of(idToken) instanceof CompactForm.Signed signed) {
            return JsonObject.decode(signed.payload()).map(Claims::new).orElse(Claims.NONE);
        }
        return verifier.verify(idToken) instanceof JwtVerification.Verified verified ? verified.claims() : Claims.NONE;
    }
}
