package org.journeyguard.internal.guard.settings;

import static org.journeyguard.internal.guard.settings.Condition.is;
import static org.journeyguard.internal.guard.settings.Condition.isMissing;
import static org.journeyguard.internal.guard.settings.Condition.isNot;
import static org.journeyguard.internal.guard.settings.Condition.isSet;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.journeyguard.internal.config.Settings;
import org.journeyguard.internal.config.SettingsSource;
import org.journeyguard.internal.config.keys.AmKeys;
import org.journeyguard.internal.config.keys.AppSessionKeys;
import org.journeyguard.internal.config.keys.ApplicationKeys;
import org.journeyguard.internal.config.keys.ClusterKeys;
import org.journeyguard.internal.config.keys.EndpointKeys;
import org.journeyguard.internal.config.keys.Key;
import org.journeyguard.internal.config.keys.LoginKeys;
import org.journeyguard.internal.config.keys.LoginWay;
import org.journeyguard.internal.config.keys.LogoutKeys;
import org.journeyguard.internal.config.keys.OAuthKeys;
import org.journeyguard.internal.config.keys.OutgoingKeys;
import org.journeyguard.internal.config.keys.PolicyKeys;
import org.journeyguard.internal.config.keys.RoleKeys;
import org.journeyguard.internal.config.keys.SessionKeys;
import org.journeyguard.internal.config.keys.SignInPageKeys;

/** Finds settings that have no effect because another setting is missing or has a different value. */
public final class UnusedSettings {
    private static final Condition BY_CODE_FLOW = is(LoginKeys.LOGIN, LoginWay.OIDC);
    private static final Condition WITHOUT_TOKENS = isMissing(OAuthKeys.CLIENT_ID)
            .and(isMissing(OAuthKeys.AUDIENCE))
            .inWords(settings -> OAuthKeys.CLIENT_ID + " and " + OAuthKeys.AUDIENCE + " are missing");

    private static final List<Unused> UNUSED = List.of(
            new Unused(
                    isNot(LoginKeys.LOGIN, LoginWay.OIDC),
                    AppSessionKeys.COOKIE,
                    AppSessionKeys.LIFETIME,
                    AppSessionKeys.IDLE_TIME,
                    AppSessionKeys.MAX_SESSIONS,
                    AppSessionKeys.MAX_SESSIONS_PER_USER),
            new Unused(BY_CODE_FLOW, SessionKeys.CACHE_SIZE, SessionKeys.THRESHOLD, AmKeys.NOTIFICATIONS),
            new Unused(is(LoginKeys.LOGIN, LoginWay.NONE), LoginKeys.URL, LoginKeys.KEEP_POSTS),
            new Unused(
                    isNot(LoginKeys.LOGIN, LoginWay.JOURNEY),
                    SignInPageKeys.PATH,
                    SignInPageKeys.JOURNEY,
                    SignInPageKeys.CSS,
                    SignInPageKeys.MAX_PENDING),
            new Unused(is(LoginKeys.KEEP_POSTS, false), LoginKeys.KEPT_POST_SIZE, LoginKeys.KEPT_POSTS),
            new Unused(isMissing(LogoutKeys.NOTIFY), LogoutKeys.NOTIFY_SECRET),
            new Unused(
                    is(PolicyKeys.POLICY, false),
                    PolicyKeys.SET,
                    PolicyKeys.PATHS,
                    PolicyKeys.JWT,
                    PolicyKeys.QUERY,
                    PolicyKeys.CACHE_TTL,
                    PolicyKeys.CACHE_SIZE,
                    PolicyKeys.RESOURCE_URL),
            new Unused(is(ClusterKeys.ENGINE, "none"), ClusterKeys.SECRET, ClusterKeys.NAME, ClusterKeys.TIMEOUT),
            new Unused(
                    isNot(ClusterKeys.ENGINE, "redis"),
                    ClusterKeys.REDIS_URL,
                    ClusterKeys.REDIS_USER,
                    ClusterKeys.REDIS_PASSWORD),
            new Unused(isNot(ClusterKeys.ENGINE, "jcache"), ClusterKeys.JCACHE_PROVIDER, ClusterKeys.JCACHE_URI),
            new Unused(
                    isMissing(OAuthKeys.CLIENT_ID),
                    OAuthKeys.CLIENT_AUTHENTICATION,
                    OAuthKeys.THRESHOLD,
                    OAuthKeys.INTROSPECTION,
                    EndpointKeys.TOKEN_ENDPOINT,
                    EndpointKeys.INTROSPECTION_ENDPOINT,
                    EndpointKeys.REVOCATION_ENDPOINT),
            ofSessionTokens(isMissing(OAuthKeys.CLIENT_ID)),
            ofSessionTokens(isSet(OAuthKeys.CLIENT_ID)
                    .and(isMissing(ApplicationKeys.APP_URL))
                    .inWords(settings -> ApplicationKeys.APP_URL + " is missing")),
            new Unused(
                    WITHOUT_TOKENS,
                    OAuthKeys.VALIDATION,
                    OAuthKeys.ISSUER,
                    OAuthKeys.ALGORITHMS,
                    OAuthKeys.CLOCK_SKEW,
                    OAuthKeys.CACHE_TTL,
                    OAuthKeys.CACHE_SIZE,
                    OAuthKeys.NAME_CLAIMS,
                    OAuthKeys.DECRYPTION_KEYS,
                    EndpointKeys.DISCOVERY_URL,
                    EndpointKeys.USERINFO_ENDPOINT,
                    EndpointKeys.JWKS_URI,
                    RoleKeys.CLAIM,
                    OutgoingKeys.TARGETS));

    private UnusedSettings() {}

    /**
     * Finds the settings that have no effect. Does not report a setting that all tenants share, because some of them may use it.
     *
     * @return a warning for each
     */
    public static List<String> warnings(SettingsSource source) {
        Settings shared = new Settings(source);
        List<String> tenants = shared.list(ApplicationKeys.TENANTS);
        if (tenants.isEmpty()) {
            return unused(shared);
        }
        Stream<String> own = tenants.stream().flatMap(name -> unused(new Settings(source.ofTenant(name))).stream());
        return Stream.concat(sourceWithoutRoles(shared).stream(), own)
                .distinct()
                .toList();
    }

    private static List<String> unused(Settings settings) {
        List<String> warnings = new ArrayList<>();
        UNUSED.forEach(unused -> unused.addTo(warnings, settings));
        warnings.addAll(sourceWithoutRoles(settings));
        return warnings;
    }

    private static List<String> sourceWithoutRoles(Settings settings) {
        return BY_CODE_FLOW.holds().test(settings)
                        && settings.isSet(RoleKeys.SOURCE)
                        && !settings.list(RoleKeys.SOURCE).contains("claim")
                ? List.of(settings.nameOf(RoleKeys.SOURCE) + " gives users no roles, because journey.login is oidc:"
                        + " attributes and properties are for requests with AM's cookie. Add claim to the list")
                : List.of();
    }

    /**
     * Keys that have no effect under a condition.
     *
     * @param when the condition
     */
    private record Unused(Condition when, List<Key<?>> keys) {
        Unused(Condition when, Key<?>... keys) {
            this(when, List.of(keys));
        }

        void addTo(List<String> warnings, Settings settings) {
            if (when.holds().test(settings)) {
                for (Key<?> key : keys) {
                    if (settings.isOwn(key) && !settings.text(key).equals(key.defaultValue())) {
                        warnings.add(settings.nameOf(key) + " has no effect, because "
                                + when.words().apply(settings));
                    }
                }
            }
        }
    }

    private static Unused ofSessionTokens(Condition when) {
        return new Unused(
                when,
                OAuthKeys.SCOPE,
                OAuthKeys.AUTHORIZATION_PARAMETERS,
                OAuthKeys.REDIRECT_PATH,
                OAuthKeys.CONSENT,
                OAuthKeys.PUSHED_AUTHORIZATION,
                EndpointKeys.AUTHORIZATION_ENDPOINT,
                EndpointKeys.PUSHED_AUTHORIZATION_ENDPOINT,
                EndpointKeys.END_SESSION_ENDPOINT,
                LogoutKeys.POST_LOGOUT_REDIRECT_URI);
    }
}
