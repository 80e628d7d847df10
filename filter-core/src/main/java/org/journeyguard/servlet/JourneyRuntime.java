package org.journeyguard.servlet;

import jakarta.servlet.ServletContext;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.function.LongSupplier;
import org.journeyguard.am.AmClient;
import org.journeyguard.config.JourneyConfig;
import org.journeyguard.credential.SsoToken;
import org.journeyguard.credential.Validation;
import org.journeyguard.decide.AccessDecider;
import org.journeyguard.decide.LoginPage;
import org.journeyguard.decide.LogoutRedirects;
import org.journeyguard.decide.OriginRules;
import org.journeyguard.decide.PathPattern;
import org.journeyguard.decide.PathRules;
import org.journeyguard.decide.RequestFacts;
import org.journeyguard.logout.LogoutFlow;
import org.journeyguard.logout.Tombstones;
import org.journeyguard.session.CookieName;
import org.journeyguard.session.SessionValidator;
import org.jspecify.annotations.Nullable;

/** All that one application needs, built once at its start and closed at its end. */
final class JourneyRuntime implements AutoCloseable {
    private final Clock clock;
    private final AmClient am;
    private final CookieName cookieName;
    private final SessionValidator sessions;
    private final Tombstones tombstones;
    private final LogoutFlow logout;
    private final AccessDecider decider;
    private final LogoutRedirects logoutRedirects;
    private final Cookies cookies;
    /** What is no use of a session; null where everything is. */
    private final @Nullable PathRules passive;

    JourneyRuntime(JourneyConfig config, ServletContext context, Clock clock, LongSupplier nanoTime) {
        JourneyConfig.Am settings = config.am();
        URI appUrl = config.appUrl();
        String contextPath = ContextPath.encoded(context.getContextPath());
        this.clock = clock;
        this.am =
                new AmClient(settings.url(), settings.realm(), settings.connectTimeout(), settings.timeout(), nanoTime);
        this.cookieName = new CookieName(am, settings.cookieName(), settings.timeout(), nanoTime);
        this.sessions = new SessionValidator(am, cookieName, config, clock, nanoTime);
        this.tombstones = new Tombstones(nanoTime);
        this.logout = new LogoutFlow(sessions, tombstones);
        this.decider = new AccessDecider(
                new PathRules(config.paths().open()),
                new OriginRules(
                        appUrl == null ? null : OriginRules.of(appUrl),
                        config.paths().allowedOrigins()),
                config.logout().paths(),
                loginPage(config),
                settings.realm());
        this.logoutRedirects = new LogoutRedirects(
                appUrl == null ? contextPath : appUrl.toString(),
                config.logout().redirect(),
                config.logout().allowedRedirects());
        this.cookies = new Cookies(appUrl, contextPath, cookieName);
        List<PathPattern> passivePaths = config.sessions().passivePaths();
        this.passive = passivePaths.isEmpty() ? null : new PathRules(passivePaths);
    }

    private static @Nullable LoginPage loginPage(JourneyConfig config) {
        String page = config.login().page();
        return page == null || config.appUrl() == null
                ? null
                : new LoginPage(page, config.am().realm(), config.appUrl().toString());
    }

    /**
     * AM's answer about a token, overruled by a tombstone that stood before or was set meanwhile.
     *
     * @param facts of the request that uses the session, unless its path is passive
     */
    Validation validate(SsoToken token, RequestFacts facts) {
        if (tombstones.has(token)) {
            return Validation.REFUSED;
        }
        Validation answer = sessions.validate(token, isUse(facts));
        return tombstones.has(token) ? Validation.REFUSED : answer;
    }

    private boolean isUse(RequestFacts facts) {
        return passive == null || passive.access(facts) != PathRules.Access.PUBLIC;
    }

    /** Whether a session has been ended here. */
    boolean isEnded(SsoToken token) {
        return tombstones.has(token);
    }

    Instant now() {
        return clock.instant();
    }

    CookieName cookieName() {
        return cookieName;
    }

    SessionValidator sessions() {
        return sessions;
    }

    LogoutFlow logout() {
        return logout;
    }

    AccessDecider decider() {
        return decider;
    }

    LogoutRedirects logoutRedirects() {
        return logoutRedirects;
    }

    Cookies cookies() {
        return cookies;
    }

    @Override
    public void close() {
        sessions.close();
        am.close();
    }
}
