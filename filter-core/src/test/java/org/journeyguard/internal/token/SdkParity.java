package org.journeyguard.internal.token;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.journeyguard.JourneyUser;
import org.journeyguard.Token;
import org.journeyguard.internal.credential.SsoToken;
import org.journeyguard.test.ManualTime;
import org.junit.jupiter.api.AfterEach;

/** What users of the vendor's SDKs expect of sessions and tokens, held against any AM that can be made to fail. */
public abstract class SdkParity {
    static final String AUTHORIZE = "/authorize";
    static final String EXCHANGE = "grant_type=authorization_code";
    static final String REFRESH = "grant_type=refresh_token";
    static final String REVOKE = "/token/revoke";
    static final String USERINFO = "/userinfo";
    /** AM's page about an authorization request that it does not answer with a redirect. */
    static final String PAGE = "<html><script>pageData = { error: { message: \"invalid_scope\" } }</script></html>";

    private static final Duration LONGER_THAN_AM_IS_LEFT_ALONE = Duration.ofSeconds(10);

    /** The AM, and what stands in front of it. It has the confidential clients {@code web-app} and {@code consent-app}. */
    public interface Party extends AutoCloseable {
        /** Base URL that the application is configured with. */
        URI url();

        /** Base URL by which AM names itself. */
        default URI publicUrl() {
            return url();
        }

        /** The realm that all of it happens in, as AM path. */
        default String realm() {
            return "/";
        }

        /** The application's time, which begins with AM's; AM may go on by another one. */
        ManualTime time();

        /** Signs a user in to the realm, for longer than an access token lives. */
        SsoToken signIn(String user);

        /** A session ends behind the application's back. */
        void signOut(SsoToken session);

        /** Whether a session is alive at AM. */
        boolean has(SsoToken session);

        /** Whether AM still honours a token of {@code web-app}. */
        boolean isActive(String token);

        /** A token of {@code web-app} ends behind the application's back. */
        void revoke(String token);

        /** How many calls came whose method, target or {@code grant_type=…} contain this. */
        long count(String part);

        /** Such calls are answered like this, and AM does not see them. */
        void answer(String part, int status, String body);

        /** Such calls end with a dropped connection, and AM does not see them. */
        void drop(String part);

        /** Such calls are carried out, and the connection drops before AM says so. */
        void dropAfterAnswering(String part);

        /** Such calls are never answered, and AM does not see them. */
        void hang(String part);

        /** All is well again. */
        void heal();

        @Override
        void close();
    }

    private final Party am;
    private final TestTokens app;
    private final SsoToken session;

    /**
     * @param am closed after each test
     */
    protected SdkParity(Party am) {
        this.am = am;
        this.app = with();
        this.session = am.signIn("alice");
    }

    /** What this test has left to be done in the background must not be counted by the next. */
    @AfterEach
    void end() {
        am.heal();
        app.finishBackground();
        app.close();
        am.close();
    }

    final Party am() {
        return am;
    }

    final TestTokens app() {
        return app;
    }

    final SsoToken session() {
        return session;
    }

    final JourneyUser user() {
        return app.user(session);
    }

    /** The application with other settings: keys without {@code journey.}, and values. */
    final TestTokens with(String... settings) {
        List<String> all = new ArrayList<>(List.of(settings));
        Collections.addAll(all, "am.public-url", am.publicUrl().toString(), "am.realm", am.realm());
        return TestTokens.of(am.url(), am.time(), all.toArray(String[]::new));
    }

    /** Where AM has an endpoint, as an application would configure it. */
    final String endpoint(String nameAndQuery) {
        String realm = am.realm().equals("/") ? "" : am.realm().replace("/", "/realms/");
        return am.url() + "/oauth2/realms/root" + realm + "/" + nameAndQuery;
    }

    /** All is well again, and the application is ready to believe it. */
    final void heal() {
        am.heal();
        am.time().pass(LONGER_THAN_AM_IS_LEFT_ALONE);
    }

    /** Time passes until there is only so much left of a token's life. */
    final void untilLeft(Duration left, Token token) {
        am.time().pass(Duration.between(am.time().instant(), end(token)).minus(left));
    }

    final void expire(Token token) {
        untilLeft(Duration.ZERO, token);
    }

    private static Instant end(Token token) {
        return token.expiresAt().orElseThrow();
    }

    static String json(String error) {
        return "{\"error\":\"" + error + "\",\"error_description\":\"as " + error + "\"}";
    }

    static String refreshToken(Token token) {
        return token.refreshToken().orElseThrow();
    }
}
