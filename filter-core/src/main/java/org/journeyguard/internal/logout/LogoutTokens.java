package org.journeyguard.internal.logout;

import java.time.Duration;
import java.util.function.Supplier;
import org.journeyguard.Claims;
import org.journeyguard.internal.am.oauth.OAuthApi;
import org.journeyguard.internal.http.Outage;
import org.journeyguard.internal.jwt.CompactForm;
import org.journeyguard.internal.jwt.JwtVerification;
import org.journeyguard.internal.jwt.JwtVerifier;
import org.journeyguard.internal.resilience.CallLimiter;
import org.journeyguard.internal.resilience.Deadline;
import org.journeyguard.internal.resilience.Priority;

/** Reads logout tokens and verifies AM's signature (OpenID Connect Back-Channel Logout 1.0, 2.4). */
public final class LogoutTokens {
    /** AM's tokens have less than a thousand characters. */
    private static final int MAX_LENGTH = 16_000;

    private final OAuthApi am;
    private final JwtVerifier verifier;
    private final String clientId;
    private final Duration clockSkew;
    private final CallLimiter limiter;
    private final Supplier<Deadline> deadlines;

    /**
     * @param limiter limits concurrent reads, because anyone can send them
     */
    public LogoutTokens(
            OAuthApi am,
            JwtVerifier verifier,
            String clientId,
            Duration clockSkew,
            CallLimiter limiter,
            Supplier<Deadline> deadlines) {
        this.am = am;
        this.verifier = verifier;
        this.clientId = clientId;
        this.clockSkew = clockSkew;
        this.limiter = limiter;
        this.deadlines = deadlines;
    }

    /** The result of reading a logout token. */
    public sealed interface Read {
        /**
         * AM has signed it.
         *
         * @param claims of the token
         * @param type the header {@code typ}; empty if there is none
         * @param issuer AM's, from its discovery document
         * @param clientId ours
         * @param clockSkew maximum difference from AM's clock
         */
        record Signed(Claims claims, String type, String issuer, String clientId, Duration clockSkew) implements Read {}

        /**
         * It is not from AM.
         *
         * @param why without any content of the token
         */
        record Refused(String why) implements Read {}

        /** AM's keys or issuer are unavailable, so it cannot be verified. */
        record NoAnswer(Outage outage) implements Read {}
    }

    /** Reads a token from an untrusted source. */
    public Read read(String jwt) {
        // encrypted logout tokens are not supported
        if (jwt.length() > MAX_LENGTH || !(CompactForm.of(jwt) instanceof CompactForm.Signed)) {
            return new Read.Refused("no signed JWT");
        }
        return limiter.check(
                Priority.UNCONFIRMED,
                () -> verified(jwt),
                () -> new Read.NoAnswer(new Outage("too many logout tokens at once")));
    }

    private Read verified(String jwt) {
        JwtVerification answer = verifier.verify(jwt);
        if (answer instanceof JwtVerification.NoAnswer none) {
            return new Read.NoAnswer(none.outage());
        }
        if (answer instanceof JwtVerification.Verified verified) {
            return named(verified);
        }
        return new Read.Refused("its signature can't be verified with journey.oauth.algorithms and AM's keys");
    }

    private Read named(JwtVerification.Verified verified) {
        return am.issuer(deadlines.get())
                .fold(
                        issuer -> new Read.Signed(verified.claims(), verified.type(), issuer, clientId, clockSkew),
                        Read.NoAnswer::new);
    }
}
