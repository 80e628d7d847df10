package org.journeyguard.internal.guard;

import java.net.URI;
import org.journeyguard.internal.config.JourneyConfig;
import org.journeyguard.internal.config.keys.LoginWay;
import org.journeyguard.internal.policy.AcrRules;
import org.journeyguard.internal.policy.LoginPage;
import org.journeyguard.internal.signin.AppSessions;
import org.journeyguard.internal.signin.CodeFlowSignIn;
import org.journeyguard.internal.signin.SignInCookies;
import org.jspecify.annotations.Nullable;

/**
 * The services of the authorization code flow, as configured.
 *
 * @param signIns begins and finishes sign-ins
 * @param sessions of signed-in users
 * @param cookie name of the session cookie
 */
public record CodeFlowServices(CodeFlowSignIn signIns, AppSessions sessions, String cookie) {
    private static final System.Logger LOG = System.getLogger(CodeFlowServices.class.getName());

    /** Builds the services from the configuration; null when users sign in in another way. */
    public static @Nullable CodeFlowServices of(
            JourneyConfig config, TokenServices tokens, TokenServices.Shared shared) {
        URI app = config.appUrl();
        if (config.login().way() != LoginWay.OIDC || app == null || tokens.codes() == null) {
            return null;
        }
        boolean isOfSessionsOnly =
                config.roles().claim().isEmpty() && !config.roles().name().isEmpty();
        if (isOfSessionsOnly) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    "With journey.login=oidc users have no roles unless journey.roles.source lists claim: AM shows"
                            + " attributes and properties to its own sessions only");
        }
        AppSessions sessions = new AppSessions(
                shared.stores().appSessions(),
                tokens.codes(),
                tokens.keeper(),
                shared.tombstones(),
                shared.limiter(),
                shared.logouts(),
                shared.background(),
                config.login().appSession(),
                shared.clock(),
                shared.nanoTime(),
                shared.observers());
        AcrRules acr = config.acr();
        CodeFlowSignIn signIns = new CodeFlowSignIn(
                tokens.codes(),
                sessions,
                acr,
                new LoginPage(
                        String.valueOf(config.login().page()),
                        config.am().realm(),
                        app.toString(),
                        config.oauth().client().redirectPath(),
                        acr),
                new SignInCookies(app),
                config.login().timeout(),
                shared.clock(),
                shared.nanoTime());
        String cookie = config.login().appSession().cookie();
        return new CodeFlowServices(signIns, sessions, cookie == null ? cookie(app, config.tenant()) : cookie);
    }

    /**
     * Returns the name of the session cookie. With https no other host of the domain, and no other path, can plant it ({@code __Host-}).
     *
     * @param tenant empty for none
     */
    static String cookie(URI app, String tenant) {
        String name = "journey-session";
        if ("https".equalsIgnoreCase(app.getScheme())) {
            String path = app.getRawPath();
            boolean isAtRoot = path == null || path.isEmpty() || path.equals("/");
            name = isAtRoot ? "__Host-journey" : "__Host-journey-session-" + SignInCookies.tag(app);
        }
        return tenant.isEmpty() ? name : name + "-" + tenant;
    }
}
