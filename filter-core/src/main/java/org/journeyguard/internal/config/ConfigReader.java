package org.journeyguard.internal.config;

import java.net.URI;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.journeyguard.internal.config.keys.AmKeys;
import org.journeyguard.internal.config.keys.AppSessionKeys;
import org.journeyguard.internal.config.keys.ApplicationKeys;
import org.journeyguard.internal.config.keys.LoginWay;
import org.journeyguard.internal.config.keys.OAuthKeys;
import org.journeyguard.internal.config.keys.PathKeys;
import org.journeyguard.internal.credential.CookieReader;
import org.journeyguard.internal.policy.OriginRules;
import org.journeyguard.internal.request.PathPattern;
import org.jspecify.annotations.Nullable;

/** Converts settings to a {@link JourneyConfig} and reports their faults. */
final class ConfigReader {
    private final SettingsReader values;

    ConfigReader(SettingsReader values) {
        this.values = values;
    }

    /**
     * Returns whether Jakarta Security is enabled; called before an application has filters.
     *
     * @param settings without init-params
     * @throws InvalidConfiguration if the value is neither true nor false
     */
    static boolean jakartaSecurity(Settings settings) {
        SettingsReader values = new SettingsReader(settings);
        boolean wanted = jakartaSecurity(values);
        values.failOnMistakes();
        return wanted;
    }

    private static boolean jakartaSecurity(SettingsReader values) {
        return values.get(ApplicationKeys.JAKARTA_SECURITY);
    }

    /** Faults are collected with the values. */
    JourneyConfig read() {
        JourneyConfig.Am am = am();
        JourneyConfig.Login login = new LoginReader(values).read(am.publicUrl());
        URI app = values.optionalUrl(ApplicationKeys.APP_URL);
        if (login.way() != LoginWay.NONE && app == null && !values.isSet(ApplicationKeys.APP_URL)) {
            values.mistake(
                    ApplicationKeys.APP_URL, "is missing, and people who signed in at AM could not be sent back");
        }
        boolean isSecure = app != null && "https".equalsIgnoreCase(app.getScheme());
        String cookie = login.appSession().cookie();
        boolean needsHttps = cookie != null && (cookie.startsWith("__Host-") || cookie.startsWith("__Secure-"));
        if (needsHttps && !isSecure) {
            values.mistake(
                    AppSessionKeys.COOKIE,
                    "is '" + cookie + "', which browsers take by https only, and journey.app.url is not");
        }
        boolean isAgentMissing = am.notifications() && am.agent() == null && !values.isSet(AmKeys.AGENT_NAME);
        if (isAgentMissing) {
            values.mistake(AmKeys.AGENT_NAME, "is missing, and AM notifies agents only");
        }
        List<PathPattern> open = paths();
        JourneyConfig.OAuth oauth = oauth(login);
        return new JourneyConfig(
                values.tenant(),
                am,
                app,
                new JourneyConfig.Paths(open, origins()),
                new AcrReader(values).read(open),
                SessionSettings.read(values),
                oauth,
                new OutgoingReader(values).read(oauth.client().id()),
                login,
                new LogoutReader(values).read(),
                new RolesReader(values).read(),
                LanguagesReader.read(
                        values.list(ApplicationKeys.LANGUAGES),
                        Thread.currentThread().getContextClassLoader(),
                        mistake -> values.mistake(ApplicationKeys.LANGUAGES, mistake)),
                jakartaSecurity(values),
                values.get(AmKeys.TRUST_TRANSACTION_ID),
                new JourneyConfig.Operation(
                        values.get(ApplicationKeys.HEALTH_AM), values.get(ApplicationKeys.AUDIT_REFUSALS_PER_MINUTE)));
    }

    private JourneyConfig.OAuth oauth(JourneyConfig.Login login) {
        JourneyConfig.OAuth oauth = new OAuthReader(values).read();
        boolean isIdentifying = List.of(oauth.client().scope().split(" ", -1)).contains("openid");
        if (login.way() == LoginWay.OIDC && !isIdentifying) {
            values.mistake(
                    OAuthKeys.SCOPE, "is '" + oauth.client().scope() + "', and without openid nobody could sign in");
        }
        return oauth;
    }

    private JourneyConfig.Am am() {
        URI url = values.url(AmKeys.URL);
        URI publicUrl = values.optionalUrl(AmKeys.PUBLIC_URL);
        return new JourneyConfig.Am(
                url,
                publicUrl == null ? url : publicUrl,
                realm(),
                cookieName(),
                new ConnectionReader(values).read(),
                values.get(AmKeys.TIMEOUT),
                values.get(AmKeys.MAX_CALLS),
                values.get(AmKeys.MAX_CALLS_PER_SECOND),
                agent(),
                new ServiceAccountReader(values).read(),
                values.get(AmKeys.NOTIFICATIONS));
    }

    private JourneyConfig.@Nullable Agent agent() {
        String name = values.optional(AmKeys.AGENT_NAME);
        String password = values.optional(AmKeys.AGENT_PASSWORD);
        if (name != null && password == null) {
            values.mistake(AmKeys.AGENT_PASSWORD, "is missing although journey.am.agent.name is set");
        } else if (name == null && password != null) {
            values.mistake(AmKeys.AGENT_NAME, "is missing although journey.am.agent.password is set");
        }
        return name == null || password == null ? null : new JourneyConfig.Agent(name, password);
    }

    private String realm() {
        String written = values.text(AmKeys.REALM);
        String realm =
                written.length() > 1 && written.endsWith("/") ? written.substring(0, written.length() - 1) : written;
        boolean wellFormed = realm.startsWith("/")
                && !written.contains("//")
                && realm.chars().noneMatch(c -> c <= ' ' || "?#%;\\".indexOf(c) >= 0);
        if (!wellFormed) {
            values.mistake(AmKeys.REALM, "is '" + written + "'; expected a realm path");
        }
        return realm;
    }

    private @Nullable String cookieName() {
        String name = values.optional(AmKeys.COOKIE_NAME);
        if (name != null && !CookieReader.isName(name)) {
            values.mistake(AmKeys.COOKIE_NAME, "is '" + name + "'; expected a cookie name");
        }
        return name;
    }

    private List<PathPattern> paths() {
        List<PathPattern> open = values.patterns(PathKeys.PUBLIC);
        open.stream()
                .filter(pattern -> !pattern.canOpen())
                .forEach(pattern -> values.mistake(
                        PathKeys.PUBLIC,
                        "has '" + pattern
                                + "', but a suffix opens static files only, which are there for GET and HEAD"));
        List<PathPattern> listed = values.isSet(PathKeys.PROTECTED) ? values.patterns(PathKeys.PROTECTED) : List.of();
        for (PathPattern closed : listed) {
            open.stream()
                    .filter(pattern -> pattern.covers(closed))
                    .findFirst()
                    .ifPresent(pattern -> values.mistake(
                            PathKeys.PROTECTED,
                            "has '" + closed + "', which journey.paths.public makes public with '" + pattern + "'"));
        }
        return open;
    }

    private Set<String> origins() {
        Set<String> origins = new HashSet<>();
        for (String origin : values.list(PathKeys.CSRF_ALLOWED_ORIGINS)) {
            URI uri = SettingsReader.absoluteHttpUrl(origin);
            if (uri == null || !OriginRules.of(uri).equals(origin.toLowerCase(Locale.ROOT))) {
                values.mistake(PathKeys.CSRF_ALLOWED_ORIGINS, "has '" + origin + "'; expected an origin");
            } else {
                origins.add(OriginRules.of(uri));
            }
        }
        return Set.copyOf(origins);
    }
}
