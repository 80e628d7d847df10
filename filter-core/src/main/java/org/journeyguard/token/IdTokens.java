package org.journeyguard.token;

import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
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
     * Checks one.
     *
     * @param nonce that it has to bring back; null for one that came with a renewal
     * @return what is wrong; null when it is good
     */
    Renewed.@Nullable Failed fault(String idToken, @Nullable String nonce, String accessToken, Deadline deadline) {
        Answer<String> issuer = am.issuer(deadline);
        if (issuer instanceof Answer.Silent<String> silent) {
            return new Renewed.Silent(silent.what(), silent.retryAfter());
        }
        JwtAnswer answer = verifier.verify(idToken);
        if (answer instanceof JwtAnswer.Silent silent) {
            return new Renewed.Silent(silent.what(), silent.retryAfter());
        }
        if (!(answer instanceof JwtAnswer.Verified verified) || !(issuer instanceof Answer.Told<String> told)) {
            return invalid("its signature can't be verified with journey.oauth.algorithms and AM's keys");
        }
        Optional<String> fault = IdTokenRules.fault(
                verified.claims(),
                verified.algorithm(),
                new IdTokenRules.Expected(told.value(), clientId, nonce, accessToken, clockSkew),
                clock.instant());
        return fault.map(IdTokens::invalid).orElse(null);
    }

    private static Renewed.Failed invalid(String why) {
        return new Renewed.Denied(200, "invalid_id_token", "AM's ID token is refused: " + why);
    }
}
