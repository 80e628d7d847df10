package org.journeyguard.session;

import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.function.LongSupplier;
import org.journeyguard.AuthenticationRequired;
import org.journeyguard.Unavailable;
import org.journeyguard.am.AmClient;
import org.journeyguard.am.Answer;
import org.journeyguard.config.JourneyConfig;
import org.journeyguard.credential.Identity;
import org.journeyguard.credential.SsoToken;
import org.journeyguard.credential.TokenDigest;
import org.journeyguard.credential.Validation;
import org.jspecify.annotations.Nullable;

/**
 * Says whether SSO tokens are valid, from memory where it can, and asks AM at most once at a time about each and about a
 * bounded number at all. Belongs to one AM and one realm, so that no answer reaches another.
 */
public final class SessionValidator {
    private static final Duration SOON = Duration.ofSeconds(1);

    private final AmClient am;
    private final CookieName cookieName;
    private final JourneyConfig.Roles roles;
    private final Clock clock;
    private final LongSupplier nanoTime;
    private final long ttlNanos;
    private final Duration patience;
    private final SessionCache cache;
    private final Admission admission;
    private final SingleFlight<TokenDigest, Validation> validations;
    private final SessionDetail<Set<String>> roleDetail;
    private final SessionDetail<Optional<String>> successUrlDetail;

    /**
     * @param am where to ask
     * @param cookieName the name of AM's cookie
     * @param config times, sizes and the source of roles
     * @param clock for expiry
     * @param nanoTime monotonic time, for how long an answer is believed
     */
    public SessionValidator(
            AmClient am, CookieName cookieName, JourneyConfig config, Clock clock, LongSupplier nanoTime) {
        this.am = am;
        this.cookieName = cookieName;
        this.roles = config.roles();
        this.clock = clock;
        this.nanoTime = nanoTime;
        this.ttlNanos = config.sessions().cacheTtl().toNanos();
        this.patience = config.am().timeout().plus(Admission.WAIT_FOR_A_PLACE);
        this.cache = new SessionCache(config.sessions().cacheSize(), clock, nanoTime::getAsLong);
        Semaphore patient = new Semaphore(config.am().maxCalls());
        this.validations = new SingleFlight<>(patient);
        this.roleDetail =
                new SessionDetail<>(cache, nanoTime, patience, patient, KnownSession::roles, KnownSession::roles);
        this.successUrlDetail = new SessionDetail<>(
                cache, nanoTime, patience, patient, KnownSession::successUrl, KnownSession::successUrl);
        this.admission = new Admission(config.am().maxCalls(), config.am().maxCallsPerSecond(), nanoTime);
    }

    /** AM's answer about a token; never blocks when it is remembered, and at most a second longer than the deadline of a call. */
    public Validation validate(SsoToken token) {
        Validation remembered = remembered(token.digest());
        return remembered != null
                ? remembered
                : validations.run(token.digest(), () -> ask(token), patience, SessionValidator::waitedInVain);
    }

    /** The session that a token stands for, fresh or not, as long as it has not ended by AM's own word; null for a stranger's. */
    public @Nullable Identity known(TokenDigest digest) {
        KnownSession session = cache.known(digest);
        return session == null || SessionRules.hasEnded(session.identity(), clock.instant())
                ? null
                : session.identity();
    }

    /** Forgets a session that has ended. */
    public void forget(TokenDigest digest) {
        cache.forget(digest);
    }

    /**
     * The roles of a user whose token is valid.
     *
     * @throws Unavailable when AM does not answer
     * @throws AuthenticationRequired when the session has ended
     */
    public Set<String> roles(SsoToken token, Identity identity) {
        return roleDetail.get(token.digest(), () -> askRoles(token, identity));
    }

    /**
     * Where AM would send the user after signing in.
     *
     * @throws Unavailable when AM does not answer
     * @throws AuthenticationRequired when the session has ended
     */
    public Optional<String> successUrl(SsoToken token, Identity identity) {
        return successUrlDetail.get(token.digest(), () -> am.successUrl(token, cookieName.get(), identity.realm()));
    }

    private @Nullable Validation remembered(TokenDigest digest) {
        KnownSession session = cache.known(digest);
        if (session != null
                && session.isFresh(nanoTime.getAsLong())
                && !SessionRules.hasEnded(session.identity(), clock.instant())) {
            return session.validation();
        }
        return session == null && cache.isRefused(digest) ? Validation.REFUSED : null;
    }

    private Validation ask(SsoToken token) {
        Validation remembered = remembered(token.digest());
        if (remembered != null) {
            return remembered;
        }
        boolean isKnown = cache.known(token.digest()) != null;
        if (!admission.enter(isKnown)) {
            return new Validation.Unavailable("too many sessions in question at once", SOON);
        }
        try {
            return remember(token.digest(), am.sessionInfo(token, cookieName.get(), isKnown));
        } catch (Unavailable e) {
            return new Validation.Unavailable(String.valueOf(e.getMessage()), e.retryAfter());
        } finally {
            admission.leave(isKnown);
        }
    }

    private Validation remember(TokenDigest digest, Validation answer) {
        if (answer instanceof Validation.Valid valid) {
            if (SessionRules.hasEnded(valid.identity(), clock.instant())) {
                // AM's clock and ours differ; AM has just said yes, so its word counts now, but is not remembered
                return valid;
            }
            cache.confirmed(digest, new KnownSession(valid, nanoTime.getAsLong() + ttlNanos));
        } else if (answer instanceof Validation.Refused) {
            cache.refused(digest);
        }
        return answer;
    }

    private Answer<Set<String>> askRoles(SsoToken token, Identity identity) {
        return switch (roles.source()) {
            case USER_ATTRIBUTE -> am.userAttribute(token, cookieName.get(), identity, roles.name());
            case SESSION_PROPERTY -> am.sessionProperty(token, cookieName.get(), identity, roles.name());
            case CLAIM, NONE -> new Answer.Told<>(Set.of());
        };
    }

    private static Validation waitedInVain() {
        return new Validation.Unavailable("no answer in time", SOON);
    }
}
