package org.journeyguard.internal.session;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.journeyguard.AuthenticationRequired;
import org.journeyguard.Unavailable;
import org.journeyguard.internal.am.AmClient;
import org.journeyguard.internal.am.session.CookieName;
import org.journeyguard.internal.am.session.SessionAttributes;
import org.journeyguard.internal.credential.AuthenticationContext;
import org.journeyguard.internal.credential.SsoIdentity;
import org.journeyguard.internal.credential.SsoToken;
import org.journeyguard.internal.http.AmResult;
import org.journeyguard.internal.resilience.CallLimiter;
import org.journeyguard.internal.resilience.Priority;

/** Asks AM for details of valid sessions on demand, with one call per session and detail at a time, and remembers them. */
public final class LazyAttributes {
    private static final String TOO_MANY = "too many concurrent session calls";

    private final SessionAttributes am;
    private final CookieName cookieName;
    private final RoleSettings roles;
    private final CallLimiter limiter;
    private final SessionCache cache;
    private final LazyAttribute<Set<String>> roleDetail;
    private final LazyAttribute<Map<String, List<String>>> attributesDetail;
    private final LazyAttribute<Optional<String>> successUrlDetail;
    private final LazyAttribute<AuthenticationContext> contextDetail;

    LazyAttributes(
            AmClient am,
            CookieName cookieName,
            RoleSettings roles,
            Duration ttl,
            Duration patience,
            CallLimiter limiter,
            SessionCache cache,
            LongSupplier nanoTime) {
        this.am = am.attributes();
        this.cookieName = cookieName;
        this.roles = roles;
        this.limiter = limiter;
        this.cache = cache;
        Semaphore patient = limiter.waiting(Priority.CONFIRMED);
        this.roleDetail =
                new LazyAttribute<>(cache, nanoTime, ttl, patience, patient, KnownSession::roles, KnownSession::roles);
        this.attributesDetail = new LazyAttribute<>(
                cache, nanoTime, ttl, patience, patient, KnownSession::attributes, KnownSession::attributes);
        this.successUrlDetail = new LazyAttribute<>(
                cache, nanoTime, ttl, patience, patient, KnownSession::successUrl, KnownSession::successUrl);
        this.contextDetail = new LazyAttribute<>(
                cache, nanoTime, ttl, patience, patient, KnownSession::context, KnownSession::context);
    }

    /**
     * Returns the roles of a user.
     *
     * @throws Unavailable when AM does not answer
     * @throws AuthenticationRequired when the session has ended
     */
    public Set<String> roles(SsoToken token, SsoIdentity identity) {
        return roleDetail.get(token, false, () -> admitted(() -> askRoles(token, identity)));
    }

    /**
     * Returns attributes of the user and properties of the session, in the order of AM.
     *
     * @param wanted always the same
     * @throws Unavailable when AM does not answer
     * @throws AuthenticationRequired when the session has ended
     */
    public Map<String, List<String>> attributes(SsoToken token, SsoIdentity identity, AttributeSettings wanted) {
        return wanted.needCall()
                ? attributesDetail.get(token, false, () -> admitted(() -> askAttributes(token, identity, wanted)))
                : Map.of();
    }

    /**
     * Returns where AM would send the user after signing in.
     *
     * @throws Unavailable when AM does not answer
     * @throws AuthenticationRequired when the session has ended
     */
    public Optional<String> successUrl(SsoToken token, SsoIdentity identity) {
        return successUrlDetail.get(
                token, false, () -> admitted(() -> am.successUrl(token, cookieName.get(), identity.realm())));
    }

    /** Returns where AM would send the user after signing in, if that is remembered; does not ask AM. */
    public Optional<String> knownSuccessUrl(SsoToken token) {
        KnownSession session = cache.known(token);
        KnownSession.Detail<Optional<String>> detail = session == null ? null : session.successUrl();
        return detail == null ? Optional.empty() : detail.value();
    }

    /**
     * Returns how the user signed in.
     *
     * @param isAnew whether to ask AM even if that is remembered: the session may have been upgraded since
     * @throws Unavailable when AM does not answer
     * @throws AuthenticationRequired when the session has ended
     */
    public AuthenticationContext context(SsoToken token, SsoIdentity identity, boolean isAnew) {
        return contextDetail.get(
                token, isAnew, () -> admitted(() -> am.context(token, cookieName.get(), identity.realm())));
    }

    private AmResult<Set<String>> askRoles(SsoToken token, SsoIdentity identity) {
        return switch (roles.ofSession()) {
            case USER_ATTRIBUTE -> am.userAttribute(token, cookieName.get(), identity, roles.name());
            case SESSION_PROPERTY -> am.sessionProperty(token, cookieName.get(), identity, roles.name());
            case NONE -> new AmResult.Value<>(Set.of());
        };
    }

    private AmResult<Map<String, List<String>>> askAttributes(
            SsoToken token, SsoIdentity identity, AttributeSettings wanted) {
        String cookie = cookieName.get();
        AmResult<Map<String, List<String>>> profile = wanted.profile().isEmpty()
                ? new AmResult.Value<>(Map.of())
                : am.userAttributes(token, cookie, identity, wanted.profile());
        if (wanted.properties().isEmpty() || !(profile instanceof AmResult.Value<Map<String, List<String>>> found)) {
            return profile;
        }
        return am.sessionProperties(token, cookie, identity, wanted.properties())
                .map(properties -> {
                    Map<String, List<String>> all = new LinkedHashMap<>(found.value());
                    properties.forEach((name, values) -> all.put(AttributeSettings.SESSION + name, values));
                    return Map.copyOf(all);
                });
    }

    private <T> AmResult<T> admitted(Supplier<AmResult<T>> ask) {
        return limiter.run(Priority.CONFIRMED, ask, () -> new AmResult.NoAnswer<>(TOO_MANY));
    }
}
