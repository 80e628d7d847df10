package org.journeyguard.internal.bearer;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.journeyguard.internal.am.oauth.OAuthApi;
import org.journeyguard.internal.config.keys.TokenValidation;
import org.journeyguard.internal.credential.Authentication;
import org.journeyguard.internal.credential.BearerToken;
import org.journeyguard.internal.credential.TokenIdentity;
import org.journeyguard.internal.http.Outage;
import org.journeyguard.internal.jwt.CompactForm;
import org.journeyguard.internal.jwt.JwtVerification;
import org.journeyguard.internal.jwt.JwtVerifier;
import org.journeyguard.internal.jwt.TokenClaims;
import org.journeyguard.internal.resilience.CallLimiter;
import org.journeyguard.internal.resilience.Deadline;
import org.journeyguard.internal.resilience.Priority;
import org.jspecify.annotations.Nullable;

/** Checks access tokens, by their signature or by asking AM. */
public final class AccessTokenCheck {
    /** Describes the outage when there is no capacity for another validation. */
    static final String TOO_MANY = "too many concurrent token validations";

    private static final System.Logger LOG = System.getLogger(AccessTokenCheck.class.getName());

    private final OAuthApi am;
    private final JwtVerifier verifier;
    private final Introspector introspector;
    private final Expected expected;
    private final CallLimiter limiter;
    private final Supplier<Deadline> deadlines;
    private final BooleanSupplier isAmWell;
    private final Clock clock;

    /**
     * The requirements on tokens.
     *
     * @param validation how tokens are checked
     * @param realm as an AM path
     * @param audiences one of which is required
     * @param nameClaims that may hold the user's name
     * @param clockSkew allowed for the times in JWTs
     */
    public record Expected(
            TokenValidation validation,
            String realm,
            Set<String> audiences,
            List<String> nameClaims,
            Duration clockSkew) {}

    /**
     * @param limiter bounds the calls to AM
     * @param deadlines of calls that start now
     * @param isAmWell whether AM otherwise works, when it has answered with an error
     */
    public AccessTokenCheck(
            OAuthApi am,
            JwtVerifier verifier,
            Introspector introspector,
            Expected expected,
            CallLimiter limiter,
            Supplier<Deadline> deadlines,
            BooleanSupplier isAmWell,
            Clock clock) {
        this.am = am;
        this.verifier = verifier;
        this.introspector = introspector;
        this.expected = expected;
        this.limiter = limiter;
        this.deadlines = deadlines;
        this.isAmWell = isAmWell;
        this.clock = clock;
    }

    /**
     * The outcome of a check.
     *
     * @param answer valid now
     * @param endsAt until when it may be remembered, by our clock; null where the token does not expire
     */
    record Checked(
            Authentication<TokenIdentity> answer, @Nullable Instant endsAt) {
        static Checked of(Authentication<TokenIdentity> answer) {
            return new Checked(answer, null);
        }

        static Checked unavailable(Outage outage) {
            return of(new Authentication.Unavailable<>(outage));
        }

        static Checked tooMany() {
            return unavailable(new Outage(TOO_MANY));
        }
    }

    /**
     * Checks a token; the caller bounds concurrent checks.
     *
     * @param priority whether it was valid before
     */
    Checked of(BearerToken token, Priority priority) {
        Deadline deadline = deadlines.get();
        // AM may accept another spelling of the token
        if (CompactForm.of(token.value()) instanceof CompactForm.Malformed malformed) {
            return refused(malformed.why());
        }
        if (expected.validation != TokenValidation.INTROSPECT) {
            JwtVerification answer = verifier.verify(token.value());
            if (answer instanceof JwtVerification.Verified verified) {
                return judged(verified, deadline);
            }
            if (answer instanceof JwtVerification.NoAnswer none) {
                return Checked.unavailable(none.outage());
            }
            boolean isFinal = answer instanceof JwtVerification.Refused || expected.validation == TokenValidation.JWT;
            if (isFinal) {
                return refused(
                        answer instanceof JwtVerification.Refused no ? no.why() : "no JWT that can be verified here");
            }
        }
        return limiter.mayCall(priority) ? introspected(token, priority, deadline) : Checked.tooMany();
    }

    private Checked judged(JwtVerification.Verified verified, Deadline deadline) {
        return am.issuer(deadline).fold(issuer -> judged(verified, issuer), Checked::unavailable);
    }

    private Checked judged(JwtVerification.Verified verified, String issuer) {
        Optional<String> fault = AccessTokenRules.fault(
                verified.claims(),
                verified.type(),
                new AccessTokenRules.Expected(issuer, expected.audiences, expected.realm, expected.clockSkew),
                clock.instant());
        return fault.map(AccessTokenCheck::refused)
                .orElseGet(() -> identified(new TokenClaims(verified.claims()), expected.clockSkew));
    }

    private Checked introspected(BearerToken token, Priority priority, Deadline deadline) {
        return am.issuer(deadline)
                .flatMap(issuer -> introspector
                        .ask(token.value(), priority, issuer, deadline)
                        .map(statement -> judged(statement, issuer)))
                .fold(
                        checked -> checked,
                        outage -> priority == Priority.UNCONFIRMED
                                        && outage.mayBeCausedByCredential()
                                        && isAmWell.getAsBoolean()
                                ? refused("AM can't read it")
                                : Checked.unavailable(outage));
    }

    private Checked judged(TokenClaims statement, String issuer) {
        Optional<String> fault = statement.fault(issuer, expected.audiences, expected.realm);
        // AM has checked the expiry by its own clock; ours only limits how long that may be remembered
        return fault.map(AccessTokenCheck::refused).orElseGet(() -> identified(statement, Duration.ZERO));
    }

    private Checked identified(TokenClaims statement, Duration grace) {
        Optional<TokenIdentity> identity = statement.identity(expected.realm, expected.nameClaims);
        if (identity.isEmpty()) {
            return refused("without a name, or bound to what can't be checked here");
        }
        Instant end = identity.get().expiresAt();
        return new Checked(new Authentication.Authenticated<>(identity.get()), end == null ? null : end.plus(grace));
    }

    private static Checked refused(String why) {
        LOG.log(System.Logger.Level.DEBUG, "An access token is refused: {0}", why);
        return Checked.of(Authentication.refused());
    }
}
