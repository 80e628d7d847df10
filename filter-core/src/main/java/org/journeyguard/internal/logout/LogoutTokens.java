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

/** Reads the tokens by which AM says that sessions have ended, if AM has signed them (OpenID Connect Back-Channel Logout 1.0, 2.4). */
public final class LogoutTokens {
    /** AM's take less than a thousand characters. */
    private static final int MAX_LENGTH = 16_000;

    private final OAuthApi am;
    private final JwtVerifier verifier;
    private final String clientId;
    private final Duration clockSkew;
    private final CallLimiter limiter;
    private final Supplier<Deadline> deadlines;

    /**
     * @param limiter how many are read at once; anybody can send them
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

    /** What came of reading one. */
    public sealed interface Read {
        /**
         * AM has signed it.
         *
         * @param claims what it states
         * @param type the header {@code typ}; empty when there is none
         * @param issuer AM, as its discovery has it
         * @param clientId ours
         * @param clockSkew by how much AM's clock may differ from ours
         */
        record Signed(Claims claims, String type, String issuer, String clientId, Duration clockSkew) implements Read {}

        /**
         * It is none of AM's.
         *
         * @param why without a word of the token
         */
        record Refused(String why) implements Read {}

        /** AM does not provide its keys or its issuer, so nothing is known. */
        record NoAnswer(Outage outage) implements Read {}
    }

    /** Reads one, whatever it is. */
    public Read read(String jwt) {
        // nobody has agreed with AM on encrypting these
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
