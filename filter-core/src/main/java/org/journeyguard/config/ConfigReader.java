package org.journeyguard.config;

import java.net.URI;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.journeyguard.credential.CookieReader;
import org.journeyguard.decide.OriginRules;
import org.journeyguard.decide.PathPattern;
import org.jspecify.annotations.Nullable;

/** Turns values into a {@link JourneyConfig}, and says what is wrong with them. */
final class ConfigReader {
    private final Values values;

    ConfigReader(Values values) {
        this.values = values;
    }

    /**
     * Whether the container itself is to know the user; asked before an application has filters.
     *
     * @param settings without init-params
     * @throws InvalidConfiguration when that is neither true nor false
     */
    static boolean jakartaSecurity(Settings settings) {
        Values values = new Values(settings);
        boolean wanted = jakartaSecurity(values);
        values.failOnMistakes();
        return wanted;
    }

    private static boolean jakartaSecurity(Values values) {
        return values.choice(ConfigKey.JAKARTA_SECURITY, Map.of("true", true, "false", false));
    }

    /** Mistakes are kept with the values. */
    JourneyConfig read() {
        JourneyConfig.Am am = am();
        JourneyConfig.Login login = new LoginReader(values).read(am.publicUrl());
        URI app = values.optionalUrl(ConfigKey.APP_URL);
        if (login.way() != JourneyConfig.Login.Way.NONE && app == null && !values.isSet(ConfigKey.APP_URL)) {
            values.mistake(ConfigKey.APP_URL, "is missing, and people who signed in at AM could not be sent back");
        }
        boolean isSecure = app != null && "https".equalsIgnoreCase(app.getScheme());
        String cookie = login.appSession().cookie();
        boolean needsHttps = cookie != null && (cookie.startsWith("__Host-") || cookie.startsWith("__Secure-"));
        if (needsHttps && !isSecure) {
            values.mistake(
                    ConfigKey.APP_SESSION_COOKIE,
                    "is '" + cookie + "', which browsers take by https only, and journey.app.url is not");
        }
        boolean isAgentMissing = am.notifications() && am.agent() == null && !values.isSet(ConfigKey.AM_AGENT_NAME);
        if (isAgentMissing) {
            values.mistake(ConfigKey.AM_AGENT_NAME, "is missing, and AM notifies agents only");
        }
        List<PathPattern> open = paths();
        JourneyConfig.OAuth oauth = oauth(login);
        return new JourneyConfig(
                values.tenant(),
                am,
                app,
                new JourneyConfig.Paths(open, origins()),
                new AcrReader(values).read(open),
                new JourneyConfig.Sessions(
                        values.duration(ConfigKey.SESSION_CACHE_TTL),
                        values.number(ConfigKey.SESSION_CACHE_SIZE),
                        values.duration(ConfigKey.SESSION_THRESHOLD),
                        values.patterns(ConfigKey.SESSION_PASSIVE_PATHS)),
                oauth,
                new OutgoingReader(values).read(oauth.client().id()),
                login,
                new LogoutReader(values).read(),
                new RolesReader(values).read(),
                LanguagesReader.read(
                        values.list(ConfigKey.LANGUAGES),
                        Thread.currentThread().getContextClassLoader(),
                        mistake -> values.mistake(ConfigKey.LANGUAGES, mistake)),
                jakartaSecurity(values),
                values.choice(ConfigKey.AM_TRUST_TRANSACTION_ID, Map.of("true", true, "false", false)),
                new JourneyConfig.Operation(
                        values.choice(ConfigKey.HEALTH_AM, Map.of("data", true, "readiness", false)),
                        values.number(ConfigKey.AUDIT_REFUSALS_PER_MINUTE)));
    }

    private JourneyConfig.OAuth oauth(JourneyConfig.Login login) {
        JourneyConfig.OAuth oauth = new OAuthReader(values).read();
        boolean isIdentifying = List.of(oauth.client().scope().split(" ", -1)).contains("openid");
        if (login.way() == JourneyConfig.Login.Way.OIDC && !isIdentifying) {
            values.mistake(
                    ConfigKey.OAUTH_SCOPE,
                    "is '" + oauth.client().scope() + "', and without openid nobody could sign in");
        }
        return oauth;
    }

    private JourneyConfig.Am am() {
        URI url = values.url(ConfigKey.AM_URL);
        URI publicUrl = values.optionalUrl(ConfigKey.AM_PUBLIC_URL);
        return new JourneyConfig.Am(
                url,
                publicUrl == null ? url : publicUrl,
                realm(),
                cookieName(),
                new RouteReader(values).read(),
                values.duration(ConfigKey.AM_TIMEOUT),
                values.number(ConfigKey.AM_MAX_CALLS),
                values.number(ConfigKey.AM_MAX_CALLS_PER_SECOND),
                agent(),
                new ServiceAccountReader(values).read(),
                values.choice(ConfigKey.AM_NOTIFICATIONS, Map.of("true", true, "false", false)));
    }

    private JourneyConfig.@Nullable Agent agent() {
        String name = values.optional(ConfigKey.AM_AGENT_NAME);
        String password = values.optional(ConfigKey.AM_AGENT_PASSWORD);
        if (name != null && password == null) {
            values.mistake(ConfigKey.AM_AGENT_PASSWORD, "is missing although journey.am.agent.name is set");
        } else if (name == null && password != null) {
            values.mistake(ConfigKey.AM_AGENT_NAME, "is missing although journey.am.agent.password is set");
        }
        return name == null || password == null ? null : new JourneyConfig.Agent(name, password);
    }

    private String realm() {
        String written = values.text(ConfigKey.AM_REALM);
        String realm =
                written.length() > 1 && written.endsWith("/") ? written.substring(0, written.length() - 1) : written;
        boolean wellFormed = realm.startsWith("/")
                && !written.contains("//")
                && realm.chars().noneMatch(c -> c <= ' ' || "?#%;\\".indexOf(c) >= 0);
        if (!wellFormed) {
            values.mistake(ConfigKey.AM_REALM, "is '" + written + "'; expected a realm path");
        }
        return realm;
    }

    private @Nullable String cookieName() {
        String name = values.optional(ConfigKey.AM_COOKIE_NAME);
        if (name != null && !CookieReader.isName(name)) {
            values.mistake(ConfigKey.AM_COOKIE_NAME, "is '" + name + "'; expected a cookie name");
        }
        return name;
    }

    private List<PathPattern> paths() {
        List<PathPattern> open = values.patterns(ConfigKey.PATHS_PUBLIC);
        open.stream()
                .filter(pattern -> !pattern.canOpen())
                .forEach(pattern -> values.mistake(
                        ConfigKey.PATHS_PUBLIC,
                        "has '" + pattern
                                + "', but a suffix opens static files only, which are there for GET and HEAD"));
        List<PathPattern> listed =
                values.isSet(ConfigKey.PATHS_PROTECTED) ? values.patterns(ConfigKey.PATHS_PROTECTED) : List.of();
        for (PathPattern closed : listed) {
            open.stream()
                    .filter(pattern -> pattern.covers(closed))
                    .findFirst()
                    .ifPresent(pattern -> values.mistake(
                            ConfigKey.PATHS_PROTECTED,
                            "has '" + closed + "', which journey.paths.public makes public with '" + pattern + "'"));
        }
        return open;
    }

    private Set<String> origins() {
        Set<String> origins = new HashSet<>();
        for (String origin : values.list(ConfigKey.CSRF_ALLOWED_ORIGINS)) {
            URI uri = Values.absoluteHttpUrl(origin);
            if (uri == null || !OriginRules.of(uri).equals(origin.toLowerCase(Locale.ROOT))) {
                values.mistake(ConfigKey.CSRF_ALLOWED_ORIGINS, "has '" + origin + "'; expected an origin");
            } else {
                origins.add(OriginRules.of(uri));
            }
        }
        return Set.copyOf(origins);
    }
}
