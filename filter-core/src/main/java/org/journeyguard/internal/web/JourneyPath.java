package org.journeyguard.internal.web;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.journeyguard.Session;
import org.journeyguard.internal.config.keys.LoginWay;
import org.journeyguard.internal.credential.CookieReader;
import org.journeyguard.internal.credential.SsoToken;
import org.journeyguard.internal.guard.Guard;
import org.journeyguard.internal.guard.settings.GuardSettings;
import org.journeyguard.internal.page.JourneyPage;
import org.journeyguard.internal.page.PendingJourneys;
import org.journeyguard.internal.page.SignInBrowser;
import org.journeyguard.internal.request.RequestFacts;
import org.journeyguard.internal.response.FilterResponse;
import org.journeyguard.internal.response.ResponseFormat;
import org.journeyguard.internal.servlet.FormFields;
import org.journeyguard.internal.signin.SignInCookie;

/**
 * Answers the path of the application's own sign-in page.
 *
 * @param page the page
 * @param pending sign-ins
 */
record JourneyPath(JourneyPage page, PendingJourneys pending) {
    /** Larger than any form of the page. */
    private static final int LARGEST = 256 * 1024;

    /** Returns the application's own sign-in page; empty if users do not sign in on it. */
    static Optional<JourneyPath> of(GuardSettings config, Guard guard, Clock clock, LongSupplier nanoTime) {
        URI app = config.app().url();
        if (app == null || config.signIn().way() != LoginWay.JOURNEY) {
            return Optional.empty();
        }
        PendingJourneys pending = new PendingJourneys(
                config.signInPage().maxPending(), config.signIn().timeout(), app, guard.cluster(), clock, nanoTime);
        JourneyPage page = new JourneyPage(
                config.signInPage(),
                guard.journeys(),
                pending,
                SignInPath.loginPage(config, app),
                config.acr(),
                app.toString());
        return Optional.of(new JourneyPath(page, pending));
    }

    /** Returns the response; sets its cookies. */
    FilterResponse answer(RequestContext context) {
        return page.answer(new Browser(context, pending));
    }

    /** A browser by its request. */
    private record Browser(RequestContext context, PendingJourneys pending) implements SignInBrowser {
        @Override
        public RequestFacts facts() {
            return context.facts();
        }

        @Override
        public ResponseFormat format() {
            return context.responses().recipient();
        }

        @Override
        public Map<String, String> form() {
            return isOf("application/x-www-form-urlencoded")
                    ? body().map(FormFields::firstOfEach).orElse(Map.of())
                    : Map.of();
        }

        @Override
        public Optional<String> json() {
            return isOf("application/json")
                    ? body().map(octets -> new String(octets, StandardCharsets.UTF_8))
                    : Optional.empty();
        }

        private boolean isOf(String type) {
            String sent = context.request().getContentType();
            return sent != null && sent.split(";", 2)[0].strip().equalsIgnoreCase(type);
        }

        private Optional<byte[]> body() {
            try {
                byte[] octets = context.request().getInputStream().readNBytes(LARGEST + 1);
                return octets.length > LARGEST ? Optional.empty() : Optional.of(octets);
            } catch (IOException | IllegalStateException e) {
                return Optional.empty();
            }
        }

        @Override
        public List<SignInCookie> cookies(String prefix) {
            HttpServletRequest request = context.request();
            return CookieReader.startingWith(request.getHeaders("Cookie"), prefix).stream()
                    .map(cookie -> new SignInCookie(cookie.getKey(), cookie.getValue()))
                    .toList();
        }

        @Override
        public void set(SignInCookie cookie, List<String> expired) {
            expired.forEach(this::expire);
            context.webGuard().cookies().bindSignIn(context.response(), cookie, pending.lasts());
        }

        @Override
        public void expire(String name) {
            context.webGuard().cookies().expireOwn(context.response(), name);
        }

        @Override
        public Optional<Session> session() {
            return context.facts().presented().credential() instanceof SsoToken token
                    ? Optional.of(context.webGuard().guard().journeys().present(token))
                    : Optional.empty();
        }

        @Override
        public boolean isSignedIn() {
            return context.facts().presented().credential() instanceof SsoToken
                    && context.webGuard().guard().authenticate(context.facts()).isProceeding();
        }

        @Override
        public void begin(Session session) {
            BrowserSession.begin(context, context.response(), session);
        }
    }
}
