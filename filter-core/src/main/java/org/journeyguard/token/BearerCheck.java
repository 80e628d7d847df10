package org.journeyguard.token;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.journeyguard.am.Admission;
import org.journeyguard.am.Answer;
import org.journeyguard.am.Deadline;
import org.journeyguard.am.OAuthApi;
import org.journeyguard.config.JourneyConfig.TokenValidation;
import org.journeyguard.credential.BearerToken;
import org.journeyguard.credential.TokenIdentity;
import org.journeyguard.credential.Validation;
import org.jspecify.annotations.Nullable;

/** Checks an access token: by its signature, or by asking AM. */
final class BearerCheck {
    private static final System.Logger LOG = System.getLogger(BearerCheck.class.getName());

    private final OAuthApi am;
    private final JwtVerifier verifier;
    private final Introspector introspector;
    private final Expected expected;
    private final Admission admission;
    private final Supplier<Deadline> deadlines;
    private final Clock clock;

    /**
     * What tokens have to be.
     *
     * @param validation how that is found out
     * @param realm as AM path
     * @param audiences one of these
     * @param nameClaims where the user's name may stand
     * @param clockSkew for JWTs' own times
     */
    record Expected(
            TokenValidation validation,
            String realm,
            Set<String> audiences,
            List<String> nameClaims,
            Duration clockSkew) {}

    /**
     * @param deadlines of questions that begin now
     */
    BearerCheck(
            OAuthApi am,
            JwtVerifier verifier,
            Introspector introspector,
            Expected expected,
            Admission admission,
            Supplier<Deadline> deadlines,
            Clock clock) {
        this.am = am;
        this.verifier = verifier;
        this.introspector = introspector;
        this.expected = expected;
        this.admission = admission;
        this.deadlines = deadlines;
        this.clock = clock;
    }

    /** When a token surely counts no more. */
    @Nullable
    Instant endOf(TokenIdentity identity) {
        return identity.expiresAt() == null ? null : identity.expiresAt().plus(expected.clockSkew);
    }

    /**
     * Whether a token is good.
     *
     * @param isKnown whether it was before
     */
    Validation of(BearerToken token, boolean isKnown) {
        Deadline deadline = deadlines.get();
        if (expected.validation != TokenValidation.INTROSPECT) {
            JwtAnswer answer = verifier.verify(token.value());
            if (answer instanceof JwtAnswer.Verified verified) {
                return judged(verified, deadline);
            }
            if (answer instanceof JwtAnswer.Silent silent) {
                return new Validation.Unavailable(silent.what(), silent.retryAfter());
            }
            boolean isHopeless = answer instanceof JwtAnswer.Refused || expected.validation == TokenValidation.JWT;
            if (isHopeless) {
                return refused(answer instanceof JwtAnswer.Refused no ? no.why() : "no JWT that can be verified here");
            }
        }
        return admission.run(
                isKnown,
                () -> introspected(token, isKnown, deadline),
                () -> new Validation.Unavailable("too many tokens in question at once", Duration.ofSeconds(1)));
    }

    private Validation judged(JwtAnswer.Verified verified, Deadline deadline) {
        Answer<String> issuer = am.issuer(deadline);
        if (!(issuer instanceof Answer.Told<String> told)) {
            return unavailable(issuer);
        }
        Optional<String> fault = AccessTokenRules.fault(
                verified.claims(),
                verified.type(),
                new AccessTokenRules.Expected(told.value(), expected.audiences, expected.realm, expected.clockSkew),
                clock.instant());
        return fault.map(BearerCheck::refused).orElseGet(() -> identified(new Statement(verified.claims())));
    }

    private Validation introspected(BearerToken token, boolean isKnown, Deadline deadline) {
        Answer<String> issuer = am.issuer(deadline);
        if (!(issuer instanceof Answer.Told<String> told)) {
            return unavailable(issuer);
        }
        Introspector.Stated stated = introspector.ask(token.value(), isKnown, told.value(), deadline);
        if (stated instanceof Introspector.Silent silent) {
            return new Validation.Unavailable(silent.what(), silent.retryAfter());
        }
        Statement statement = ((Introspector.Told) stated).statement();
        Optional<String> fault = statement.fault(told.value(), expected.audiences, expected.realm);
        return fault.map(BearerCheck::refused).orElseGet(() -> identified(statement));
    }

    private Validation identified(Statement statement) {
        Optional<TokenIdentity> identity = statement.identity(expected.realm, expected.nameClaims);
        if (identity.isEmpty()) {
            return refused("without a name, or bound to what can't be checked here");
        }
        Instant end = endOf(identity.get());
        return end != null && !clock.instant().isBefore(end)
                ? refused("expired")
                : new Validation.ValidToken(identity.get());
    }

    private static Validation refused(String why) {
        LOG.log(System.Logger.Level.DEBUG, "An access token is refused: {0}", why);
        return Validation.REFUSED;
    }

    private static Validation unavailable(Answer<String> issuer) {
        return issuer instanceof Answer.Silent<String> silent
                ? new Validation.Unavailable(silent.what(), silent.retryAfter())
                : new Validation.Unavailable("AM does not tell its issuer", Duration.ofSeconds(1));
    }
}
