package org.journeyguard.token;

import java.time.Clock;
import java.time.Duration;
import org.journeyguard.Claims;
import org.journeyguard.am.Answer;
import org.journeyguard.am.Deadline;
import org.journeyguard.am.OAuthApi;
import org.jspecify.annotations.Nullable;

/** Checks the ID tokens that come with access tokens (OpenID Connect Core, 3.1.3.7 and 12.2). */
final class IdTokens {
    private final OAuthApi am;
    private final JwtVerifier verifier;
    private final String clientId;
    private final Duration clockSkew;
    private final Clock clock;

    IdTokens(OAuthApi am, JwtVerifier verifier, String clientId, Duration clockSkew, Clock clock) {
        this.am = am;
        this.verifier = verifier;
        this.clientId = clientId;
        this.clockSkew = clockSkew;
        this.clock = clock;
    }

    /**
     * What came of a check.
     *
     * @param fault what is wrong; null when it is good
     * @param claims what it states, if it is good
     */
    record Checked(@Nullable Fault fault, Claims claims) {
        private static Checked invalid(String why) {
            return new Checked(new Fault(why, null), Claims.NONE);
        }
    }

    /**
     * What is wrong with an ID token.
     *
     * @param what in a few words
     * @param retryAfter null when it is the token; else nobody knows, and this is when it makes sense to try again
     */
    record Fault(String what, @Nullable Duration retryAfter) {}

    /**
     * Checks one.
     *
     * @param nonce that it has to bring back; null for one that came with a renewal
     */
    Checked check(String idToken, @Nullable String nonce, String accessToken, Deadline deadline) {
        Answer<String> issuer = am.issuer(deadline);
        if (issuer instanceof Answer.Silent<String> silent) {
            return new Checked(new Fault(silent.what(), silent.retryAfter()), Claims.NONE);
        }
        JwtAnswer answer = verifier.verify(idToken);
        if (answer instanceof JwtAnswer.Silent silent) {
            return new Checked(new Fault(silent.what(), silent.retryAfter()), Claims.NONE);
        }
        if (!(answer instanceof JwtAnswer.Verified verified) || !(issuer instanceof Answer.Told<String> told)) {
            return Checked.invalid("its signature can't be verified with journey.oauth.algorithms and AM's keys");
        }
        return IdTokenRules.fault(
                        verified.claims(),
                        verified.algorithm(),
                        new IdTokenRules.Expected(told.value(), clientId, nonce, accessToken, clockSkew),
                        clock.instant())
                .map(Checked::invalid)
                .orElseGet(() -> new Checked(null, verified.claims()));
    }

    /** What an ID token states that was checked before: its key may have gone since. */
    Claims read(String idToken) {
        return read(idToken, verifier);
    }

    /**
     * As {@link #read(String)}.
     *
     * @param verifier decrypts it
     */
    static Claims read(String idToken, JwtVerifier verifier) {
        if (CompactForm.of(idToken) instanceof CompactForm.Signed signed) {
            return JsonObject.decode(signed.payload()).map(Claims::new).orElse(Claims.NONE);
        }
        return verifier.verify(idToken) instanceof JwtAnswer.Verified verified ? verified.claims() : Claims.NONE;
    }
}
