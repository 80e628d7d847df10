package org.journeyguard.internal.guard;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
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
import org.journeyguard.internal.signin.AppSessions;
import org.journeyguard.internal.store.Tombstones;
import org.jspecify.annotations.Nullable;

/** Whether credentials that were good when a request came still are, without a request that would use them. */
public final class Liveness {
    private final Tombstones tombstones;
    private final SessionValidator sessions;
    private final @Nullable AppSessions appSessions;
    private final @Nullable BearerTokens bearers;
    private final Duration sessionTtl;
    private final Duration tokenTtl;
    private final Clock clock;

    /**
     * @param appSessions null where there are none
     * @param bearers null where access tokens are not looked at
     * @param sessionTtl how long AM's word about a session is believed
     * @param tokenTtl how long AM's word about an access token is believed
     */
    Liveness(
            Tombstones tombstones,
            SessionValidator sessions,
            @Nullable AppSessions appSessions,
            @Nullable BearerTokens bearers,
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

    /** Whether it has been ended here; asks nobody. */
    public boolean isEnded(Credential credential) {
        return tombstones.has(credential);
    }

    /** Whether it is remembered as good; it is forgotten when AM refuses it, and for want of room. Asks nobody. */
    public boolean isRemembered(Credential credential) {
        if (credential instanceof SsoToken token) {
            return sessions.identity(token.digest()) != null;
        }
        return !(credential instanceof AppSession own)
                || (appSessions != null && appSessions.identity(own.digest()) != null);
    }

    /** Asks whether it is still good, where that is not remembered; does not count as use. */
    public Authentication<?> validate(Credential credential) {
        if (isEnded(credential)) {
            return Authentication.refused();
        }
        if (credential instanceof SsoToken token) {
            return sessions.validate(token, false);
        }
        if (credential instanceof AppSession own) {
            return appSessions == null ? Authentication.refused() : appSessions.validate(own, false);
        }
        return bearers == null ? Authentication.refused() : bearers.validate((BearerToken) credential);
    }

    /** How long until it should be looked at again after this answer. */
    public Duration untilNext(Credential credential, Authentication<?> answer) {
        if (answer instanceof Authentication.Unavailable<?> silent) {
            return longer(Outage.SOON, silent.outage().retryAfter());
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
        return present(appSessions == null ? null : appSessions.endsAt(credential.digest()), null);
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
