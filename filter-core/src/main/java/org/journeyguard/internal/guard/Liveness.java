package org.journeyguard.internal.guard;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.journeyguard.internal.appsession.AppSessions;
import org.journeyguard.internal.bearer.BearerTokens;
import org.journeyguard.internal.credential.AppSession;
import org.journeyguard.internal.credential.Authentication;
import org.journeyguard.internal.credential.BearerToken;
import org.journeyguard.internal.credential.Credential;
import org.journeyguard.internal.credential.SsoIdentity;
import org.journeyguard.internal.credential.SsoToken;
import org.journeyguard.internal.credential.TokenIdentity;
import org.journeyguard.internal.http.Outage;
import org.journeyguard.internal.session.SessionValidator;
import org.journeyguard.internal.store.Tombstones;
import org.jspecify.annotations.Nullable;

/** Checks whether credentials that were valid when a request came still are, without a request that uses them. */
public final class Liveness {
    private final Tombstones tombstones;
    private final SessionValidator sessions;
    private final Optional<AppSessions> appSessions;
    private final Optional<BearerTokens> bearers;
    private final Duration sessionTtl;
    private final Duration tokenTtl;
    private final Clock clock;

    /**
     * @param sessionTtl how long AM's answer about a session is cached
     * @param tokenTtl how long AM's answer about an access token is cached
     */
    Liveness(
            Tombstones tombstones,
            SessionValidator sessions,
            Optional<AppSessions> appSessions,
            Optional<BearerTokens> bearers,
            Duration sessionTtl,
            Duration tokenTtl,
            Clock clock) {
        this.tombstones = tombstones;
        this.sessions = sessions;
        this.appSessions = appSessions;
        this.bearers = bearers;
        this.sessionTtl = sessionTtl;
        this.tokenTtl = tokenTtl;
        this.clock = clock;
    }

    /** Whether the credential has been ended here; does not ask AM. */
    public boolean isEnded(Credential credential) {
        return tombstones.has(credential);
    }

    /** Whether the credential is cached as valid; it is removed when AM refuses it, and when the cache is full. Does not ask AM. */
    public boolean isRemembered(Credential credential) {
        if (credential instanceof SsoToken token) {
            return sessions.identity(token.digest()) != null;
        }
        return !(credential instanceof AppSession own)
                || appSessions.map(each -> each.identity(own.digest())).isPresent();
    }

    /** Validates the credential if it is not cached; does not extend the session. */
    public Authentication<?> validate(Credential credential) {
        if (credential instanceof SsoToken token) {
            return sessions.validate(token, false);
        }
        if (credential instanceof AppSession own) {
            return appSessions.map(each -> each.validate(own, false)).orElseGet(Authentication::refused);
        }
        return bearers.map(each -> each.validate((BearerToken) credential)).orElseGet(Authentication::refused);
    }

    /** Returns how long to wait after this answer before the next check. */
    public Duration untilNext(Credential credential, Authentication<?> answer) {
        if (answer instanceof Authentication.Unavailable<?> unavailable) {
            return longer(Outage.SOON, unavailable.outage().retryAfter());
        }
        Duration believed = credential instanceof BearerToken ? tokenTtl : sessionTtl;
        Instant now = clock.instant();
        for (Instant end : ends(credential, answer)) {
            Duration left = Duration.between(now, end);
            believed = left.compareTo(believed) < 0 ? left : believed;
        }
        return longer(Outage.SOON, believed);
    }

    private List<Instant> ends(Credential credential, Authentication<?> answer) {
        if (answer instanceof Authentication.Authenticated<?> valid) {
            if (valid.identity() instanceof SsoIdentity identity) {
                return present(identity.idleExpiresAt(), identity.expiresAt());
            }
            if (valid.identity() instanceof TokenIdentity identity) {
                return present(identity.expiresAt(), null);
            }
        }
        return present(appSessions.map(each -> each.endsAt(credential.digest())).orElse(null), null);
    }

    private static List<Instant> present(@Nullable Instant one, @Nullable Instant other) {
        List<Instant> present = new ArrayList<>();
        if (one != null) {
            present.add(one);
        }
        if (other != null) {
            present.add(other);
        }
        return present;
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? other : one;
    }
}
