package org.journeyguard.internal.guard.settings;

import static org.journeyguard.internal.guard.settings.Condition.is;
import static org.journeyguard.internal.guard.settings.Condition.isMissing;
import static org.journeyguard.internal.guard.settings.Condition.isNot;
import static org.journeyguard.internal.guard.settings.Condition.isSet;

import java.net.URI;
import java.util.List;
import org.journeyguard.internal.config.Settings;
import org.journeyguard.internal.config.keys.AmKeys;
import org.journeyguard.internal.config.keys.AppSessionKeys;
import org.journeyguard.internal.config.keys.ApplicationKeys;
import org.journeyguard.internal.config.keys.AttributeKeys;
import org.journeyguard.internal.config.keys.ClientAuthenticationMethod;
import org.journeyguard.internal.config.keys.ClusterKeys;
import org.journeyguard.internal.config.keys.Key;
import org.journeyguard.internal.config.keys.LoginKeys;
import org.journeyguard.internal.config.keys.LoginWay;
import org.journeyguard.internal.config.keys.LogoutKeys;
import org.journeyguard.internal.config.keys.OAuthKeys;
import org.journeyguard.internal.config.keys.OutgoingKeys;
import org.journeyguard.internal.config.keys.PathKeys;
import org.journeyguard.internal.config.keys.PolicyKeys;
import org.journeyguard.internal.config.keys.RoleKeys;
import org.journeyguard.internal.config.keys.TokenValidation;
import org.journeyguard.internal.policy.AcrRules;
import org.journeyguard.internal.request.PathPattern;
import org.journeyguard.internal.request.PathSettings;
import org.journeyguard.internal.session.AttributeSettings;
import org.journeyguard.internal.token.OutgoingSettings;

/** Checks keys that require or exclude each other. The value of a single key is checked where it is read. */
final class ConfigurationCheck {
    private static final Condition BY_KEY =
            is(OAuthKeys.CLIENT_AUTHENTICATION, ClientAuthenticationMethod.PRIVATE_KEY_JWT);
    private static final Condition BY_CERTIFICATE = is(OAuthKeys.CLIENT_AUTHENTICATION, ClientAuthenticationMethod.TLS);
    private static final Condition NOT_BY_KEY = isNot(
                    OAuthKeys.CLIENT_AUTHENTICATION, ClientAuthenticationMethod.PRIVATE_KEY_JWT)
            .inWords(settings -> BY_KEY.words().apply(settings) + ", not private_key_jwt");
    private static final Condition EXCHANGES_TOKENS = new Condition(
            settings ->
                    OutgoingSettings.read(settings).targets().stream().anyMatch(target -> target.audience() != null),
            settings -> OutgoingKeys.EXCHANGE + " is set");

    private static final List<Rule> RULES = List.of(
            required(
                    ApplicationKeys.APP_URL,
                    isNot(LoginKeys.LOGIN, LoginWay.NONE),
                    "and AM could not send users back after they sign in"),
            required(OAuthKeys.CLIENT_ID, is(LoginKeys.LOGIN, LoginWay.OIDC), "and journey.login=oidc needs one"),
            ConfigurationCheck::scopeIdentifiesUsers,
            ConfigurationCheck::cookieFitsUrl,
            ConfigurationCheck::protectedPathsAreNotPublic,
            ConfigurationCheck::pathsWithAcrAreNotPublic,
            ConfigurationCheck::pathsOfPoliciesAreNotPublic,
            required(AmKeys.AGENT_PASSWORD, isSet(AmKeys.AGENT_NAME)),
            required(AmKeys.AGENT_NAME, isSet(AmKeys.AGENT_PASSWORD)),
            required(AmKeys.AGENT_NAME, is(AmKeys.NOTIFICATIONS, true), "and AM notifies only agents"),
            required(
                    AmKeys.AGENT_NAME,
                    is(PolicyKeys.POLICY, true).and(isMissing(AmKeys.SERVICE_ACCOUNT_ID)),
                    "and AM evaluates policies only for agents and service accounts"),
            required(
                    PolicyKeys.RESOURCE_URL,
                    is(PolicyKeys.POLICY, true).and(isMissing(ApplicationKeys.APP_URL)),
                    "and AM's policies are about URLs"),
            ConfigurationCheck::policiesCanTellUsers,
            ConfigurationCheck::responseAttributesHavePolicies,
            required(AmKeys.SERVICE_ACCOUNT_KEY, isSet(AmKeys.SERVICE_ACCOUNT_ID)),
            excluded(AmKeys.SERVICE_ACCOUNT_KEY, isMissing(AmKeys.SERVICE_ACCOUNT_ID)),
            excluded(AmKeys.SERVICE_ACCOUNT_TOKEN_ENDPOINT, isMissing(AmKeys.SERVICE_ACCOUNT_ID)),
            excluded(AmKeys.TRUST_STORE_PASSWORD, isMissing(AmKeys.TRUST_STORE)),
            excluded(AmKeys.KEY_STORE_PASSWORD, isMissing(AmKeys.KEY_STORE)),
            required(OAuthKeys.CLIENT_ID, isSet(OAuthKeys.CLIENT_SECRET)),
            required(OAuthKeys.CLIENT_ID, BY_KEY),
            required(OAuthKeys.CLIENT_ID, BY_CERTIFICATE),
            required(OAuthKeys.CLIENT_KEY, BY_KEY),
            required(AmKeys.KEY_STORE, BY_CERTIFICATE),
            excluded(OAuthKeys.CLIENT_KEY, NOT_BY_KEY),
            excluded(OAuthKeys.CLIENT_KEY_ALGORITHM, NOT_BY_KEY),
            required(
                    OAuthKeys.CLIENT_ID,
                    isSet(OAuthKeys.AUDIENCE).and(isNot(OAuthKeys.VALIDATION, TokenValidation.JWT)),
                    "and without it AM introspects no tokens; or set journey.oauth.validation=jwt"),
            required(OAuthKeys.CLIENT_ID, EXCHANGES_TOKENS, "and without it no token can be exchanged"),
            required(OAuthKeys.CLIENT_ID, isSet(LogoutKeys.BACKCHANNEL_PATH)),
            required(ApplicationKeys.APP_URL, isSet(LogoutKeys.BACKCHANNEL_PATH)),
            required(LogoutKeys.NOTIFY_SECRET, isSet(LogoutKeys.NOTIFY)),
            required(ClusterKeys.REDIS_URL, is(ClusterKeys.ENGINE, "redis")),
            ConfigurationCheck::nameOfRolesHasSources,
            ConfigurationCheck::sourcesOfRolesHaveNames);

    private ConfigurationCheck() {}

    /** Checks all rules, and adds the faults to the settings. */
    static void check(Settings settings) {
        RULES.forEach(rule -> rule.check(settings));
    }

    private static void nameOfRolesHasSources(Settings settings) {
        if (settings.isSet(RoleKeys.NAME) && settings.list(RoleKeys.SOURCE).isEmpty()) {
            settings.mistake(RoleKeys.SOURCE, "is missing although " + RoleKeys.NAME + " is set");
        }
    }

    private interface Rule {
        void check(Settings settings);
    }

    private static Rule required(Key<?> key, Condition when) {
        return settings -> {
            if (when.holds().test(settings) && !settings.isSet(key)) {
                settings.mistake(key, "is missing although " + when.words().apply(settings));
            }
        };
    }

    private static Rule required(Key<?> key, Condition when, String consequence) {
        return settings -> {
            if (when.holds().test(settings) && !settings.isSet(key)) {
                settings.mistake(key, "is missing, " + consequence);
            }
        };
    }

    private static Rule excluded(Key<?> key, Condition when) {
        return settings -> {
            if (when.holds().test(settings) && settings.isSet(key)) {
                settings.mistake(key, "is set although " + when.words().apply(settings));
            }
        };
    }

    private static void scopeIdentifiesUsers(Settings settings) {
        String scope = settings.text(OAuthKeys.SCOPE);
        if (settings.get(LoginKeys.LOGIN) == LoginWay.OIDC
                && !List.of(scope.split(" ", -1)).contains("openid")) {
            settings.mistake(OAuthKeys.SCOPE, "is '" + scope + "', and without openid users can't sign in");
        }
    }

    private static void cookieFitsUrl(Settings settings) {
        String cookie = settings.text(AppSessionKeys.COOKIE);
        URI app = settings.optionalUrl(ApplicationKeys.APP_URL);
        boolean isSecure = app != null && "https".equalsIgnoreCase(app.getScheme());
        if ((cookie.startsWith("__Host-") || cookie.startsWith("__Secure-")) && !isSecure) {
            settings.mistake(
                    AppSessionKeys.COOKIE,
                    "is '" + cookie + "', which browsers accept over https only, and journey.app.url is not https");
        }
    }

    private static void protectedPathsAreNotPublic(Settings settings) {
        if (settings.isSet(PathKeys.PROTECTED)) {
            PathPattern.list(settings, PathKeys.PROTECTED)
                    .forEach(each -> requireNotPublic(settings, PathKeys.PROTECTED, each));
        }
    }

    private static void pathsWithAcrAreNotPublic(Settings settings) {
        AcrRules.read(settings).paths().forEach(each -> requireNotPublic(settings, PathKeys.ACR, each.pattern()));
    }

    private static void pathsOfPoliciesAreNotPublic(Settings settings) {
        if (settings.get(PolicyKeys.POLICY) && settings.isSet(PolicyKeys.PATHS)) {
            PathPattern.list(settings, PolicyKeys.PATHS)
                    .forEach(each -> requireNotPublic(settings, PolicyKeys.PATHS, each));
        }
    }

    private static void policiesCanTellUsers(Settings settings) {
        boolean isByCode = settings.get(LoginKeys.LOGIN) == LoginWay.OIDC;
        if (settings.get(PolicyKeys.POLICY) && isByCode && !settings.get(PolicyKeys.JWT)) {
            settings.mistake(
                    PolicyKeys.JWT,
                    "is false, and with journey.login=oidc users have no session that AM's policies can be evaluated for; "
                            + "set it to true if no policy has a condition about sessions, or use journey.login=am");
        }
    }

    private static void responseAttributesHavePolicies(Settings settings) {
        if (!settings.get(PolicyKeys.POLICY)) {
            for (Key<String> key : List.of(AttributeKeys.NAMES, AttributeKeys.HEADERS)) {
                settings.list(key).stream()
                        .filter(each ->
                                each.substring(each.indexOf('=') + 1).strip().startsWith(AttributeSettings.POLICY))
                        .forEach(each -> settings.mistake(
                                key,
                                "has '" + each + "' although journey.policy is none, so that no policy answers it"));
            }
        }
    }

    private static void requireNotPublic(Settings settings, Key<?> key, PathPattern closed) {
        PathSettings.open(settings).stream()
                .filter(open -> open.covers(closed))
                .findFirst()
                .ifPresent(open -> settings.mistake(
                        key, "has '" + closed + "', which journey.paths.public makes public with '" + open + "'"));
    }

    private static void sourcesOfRolesHaveNames(Settings settings) {
        List<String> listed = settings.list(RoleKeys.SOURCE);
        for (String source : RoleKeys.SOURCES) {
            Key<String> name = RoleKeys.nameOf(source);
            if (settings.isOwn(name) && !listed.contains(source)) {
                settings.mistake(RoleKeys.SOURCE, "does not list " + source + " although " + name + " is set");
            }
            if (listed.contains(source) && !settings.isSet(name) && !settings.isSet(RoleKeys.NAME)) {
                settings.mistake(
                        RoleKeys.NAME,
                        "is missing although journey.roles.source lists " + source + ", and so is " + name);
            }
        }
    }
}
