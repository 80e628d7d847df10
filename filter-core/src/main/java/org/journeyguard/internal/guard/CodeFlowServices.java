package org.journeyguard.internal.guard;

import java.net.URI;
import java.util.Optional;
import org.journeyguard.internal.appsession.AppSessions;
import org.journeyguard.internal.cluster.EntryNames.Kind;
import org.journeyguard.internal.config.keys.LoginWay;
import org.journeyguard.internal.guard.settings.GuardSettings;
import org.journeyguard.internal.policy.AcrRules;
import org.journeyguard.internal.policy.LoginPage;
import org.journeyguard.internal.signin.CodeFlowSignIn;
import org.journeyguard.internal.signin.CookieCipher;
import org.journeyguard.internal.signin.SessionSignIn;
import org.journeyguard.internal.signin.SignInCookies;
import org.journeyguard.internal.store.FirstUse;
import org.journeyguard.internal.token.CodeGrant;
import org.journeyguard.internal.token.TokenKeeper;

/**
 * The services of the authorization code flow, as configured.
 *
 * @param signIns begins and finishes sign-ins
 * @param sessionSignIns sign users in who have a session at AM
 * @param sessions of signed-in users
 * @param cookie name of the session cookie
 */
public record CodeFlowServices(
        CodeFlowSignIn signIns, SessionSignIn sessionSignIns, AppSessions sessions, String cookie) {
    /** Authorization responses within the sign-in timeout; AM accepts each code only once anyway. */
    private static final int MOST_STATES = 50_000;

    /** Builds the services from the configuration; empty if users do not sign in by the authorization code flow. */
    public static Optional<CodeFlowServices> of(GuardSettings config, TokenServices tokens, SharedServices shared) {
        URI app = config.app().url();
        return config.signIn().way() != LoginWay.OIDC || app == null
                ? Optional.empty()
                : tokens.client().map(client -> of(config, app, client.codes(), tokens.keeper(), shared));
    }

    private static CodeFlowServices of(
            GuardSettings config, URI app, CodeGrant codes, TokenKeeper keeper, SharedServices shared) {
        AppSessions sessions = new AppSessions(
                shared.stores().appSessions(),
                shared.stores().lateEnds(),
                shared.index(),
                codes,
                keeper,
                shared.tombstones(),
                shared.limiter(),
                shared.logouts(),
                shared.background(),
                config.appSessions(),
                shared.clock(),
                shared.nanoTime(),
                shared.observers());
        AcrRules acr = config.acr();
        CodeFlowSignIn signIns = new CodeFlowSignIn(
                codes,
                sessions,
                acr,
                new LoginPage(
                        config.signIn().page(),
                        config.am().realm(),
                        app.toString(),
                        config.signIn().redirectPath(),
                        acr),
                new SignInCookies(app),
                config.signIn().timeout(),
                shared.cluster()
                        .map(cluster -> new CookieCipher(cluster.secrets().keys("sign-in cookies")))
                        .orElseGet(CookieCipher::new),
                FirstUse.of(
                        shared.cluster(),
                        Kind.STATE,
                        config.signIn().timeout().plusSeconds(1),
                        MOST_STATES,
                        shared.nanoTime()),
                shared.clock());
        String cookie = config.appSessions().cookie();
        return new CodeFlowServices(
                signIns,
                new SessionSignIn(codes, sessions, shared.clock()),
                sessions,
                cookie == null ? cookie(app, config.tenant()) : cookie);
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
