package org.journeyguard.internal.web;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.ServletContext;
import jakarta.servlet.http.HttpServletMapping;
import jakarta.servlet.http.MappingMatch;
import java.io.IOException;
import java.net.URI;
import java.net.URL;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import org.journeyguard.Claims;
import org.journeyguard.JourneyException;
import org.journeyguard.LogoutReport;
import org.journeyguard.Renewal;
import org.journeyguard.Token;
import org.journeyguard.fixtures.Await;
import org.journeyguard.fixtures.Stub;
import org.journeyguard.fixtures.TestSettings;
import org.journeyguard.internal.auth.AuthenticatedUser;
import org.journeyguard.internal.credential.AppSession;
import org.journeyguard.internal.credential.BearerToken;
import org.journeyguard.internal.credential.SsoToken;
import org.journeyguard.internal.guard.CodeFlowServices;
import org.journeyguard.internal.servlet.RequestPath;
import org.journeyguard.internal.signin.SignInOutcome;
import org.journeyguard.internal.signin.SignInStart;
import org.journeyguard.internal.signin.SignInWish;
import org.journeyguard.test.FakeAm;
import org.journeyguard.test.FakeAm.Kind;
import org.journeyguard.test.FakeSession;
import org.journeyguard.test.Fault;
import org.journeyguard.test.ManualTime;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * Half an hour of people who sign in, work, walk away and sign out, and of programs with access tokens, while AM is well and while it
 * is not; and then nobody any more. The time is a clock's hand that the test moves.
 */
class MemoryReleaseTest {
    private static final URL FILE =
            Objects.requireNonNull(MemoryReleaseTest.class.getResource("MemoryReleaseTest.class"));
    private static final ServletContext CONTEXT = Stub.of(
            ServletContext.class, Map.of("getContextPath", "", "getResource", FILE, "getResourcePaths", Set.of()));
    private static final HttpServletMapping FILES =
            Stub.of(HttpServletMapping.class, Map.of("getMappingMatch", MappingMatch.DEFAULT));
    private static final String APP = "https://app.example.com/shop";
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private static final URI ORDERS = URI.create("https://orders.example.com/api");
    private static final int MINUTES = 30;

    private final ManualTime time = new ManualTime();
    private final FakeAm am = new FakeAm(Kind.PINGAM);
    private final WebGuard byCookie = runtime("journey.login", "am");
    private final WebGuard byCode = runtime(
            "journey.login", "oidc",
            "journey.logout.backchannel-path", "/back-channel",
            "journey.app-session.lifetime", "PT1H");

    MemoryReleaseTest() {
        am.setClock(time);
        am.oauth().allowExchange();
    }

    @AfterEach
    void end() {
        byCookie.close();
        byCode.close();
        am.close();
    }

    private WebGuard runtime(String... settings) {
        Map<String, String> all = new HashMap<>(Map.of(
                "journey.am.url", am.url().toString(),
                "journey.am.cookie-name", FakeAm.COOKIE,
                "journey.app.url", APP,
                "journey.oauth.client-id", "web-app",
                "journey.oauth.client-secret", "s3cret",
                "journey.oauth.validation", "introspect",
                "journey.outgoing.targets", "https://orders.example.com",
                "journey.outgoing.exchange", "https://orders.example.com=orders",
                "journey.logout.timeout", "PT2S"));
        for (int i = 0; i < settings.length; i += 2) {
            all.put(settings[i], settings[i + 1]);
        }
        return new WebGuard(TestSettings.read(all), CONTEXT, time, time::nanoTime);
    }

    /** What is remembered; the gauges that measure it are as many as ever. */
    private static Map<String, Long> remains(WebGuard runtime) {
        return CollectionSizes.of(runtime).entrySet().stream()
                .filter(each -> each.getValue() > 0 && !each.getKey().endsWith(".gauges"))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /**
     * All that remembers for longer than a call takes. On one node the index need not remember what it has written; an application without
     * sessions of its own has an empty store for them; and {@link OpenConnectionsTest} opens and ends connections.
     */
    private static Set<String> memories(WebGuard runtime) {
        Set<String> all = new TreeSet<>(CollectionSizes.of(runtime).keySet());
        all.removeIf(
                path -> path.matches(
                        ".*\\.(flights|leases|inProgress|val\\$thread)|.*\\.index\\.written|.*\\.appSessions\\.values|.*\\.gauges|WebGuard\\.connections\\..*"));
        return all;
    }

    @Test
    void allEntriesAreReleasedThirtyMinutesAfterTheirSessionsEnd() {
        List<SsoToken> sessions = new ArrayList<>();
        List<AppSession> own = new ArrayList<>();
        Set<String> used = new TreeSet<>();
        for (int minute = 0; minute < MINUTES; minute++) {
            am.set(mood(minute));
            FakeSession session = am.session("user" + minute, "/");
            sessions.add(new SsoToken(am.signIn(minute % 2 == 0 ? session : session.clientSide())));
            assertThat(TestUsers.isAuthenticated(byCookie, new SsoToken("nobody" + minute)))
                    .isFalse();
            if (minute % 7 != 5) {
                own.add(signIn("user" + minute));
                programs(minute);
                Objects.requireNonNull(byCode.guard().backChannel())
                        .receive(am.oauth().sign(logoutOf("user" + (minute - 3))));
            }
            leave(minute);
            visit("/made-up-" + minute + ".css");
            for (int i = 0; i < sessions.size(); i++) {
                if (i % 3 != 0 || i > minute - 5) {
                    work(sessions.get(i));
                }
            }
            own.stream().filter(each -> each.hashCode() % 3 != 0).forEach(this::work);
            // what a logout has to try again it tries again in real time
            if (minute % 4 == 3 && minute % 7 != 5) {
                signOut(sessions.get(minute - 2), minute % 8 == 7);
                signOut(own.get(own.size() - 2), minute % 8 == 7);
            }
            used.addAll(remains(byCookie).keySet());
            used.addAll(remains(byCode).keySet());
            time.pass(Duration.ofMinutes(1));
        }
        assertThat(used).containsAll(memories(byCookie)).containsAll(memories(byCode));

        am.set(Fault.NONE);
        // longer than any session or token lives, and the mark of its end stands; what is to be done in the background
        // is done in steps
        for (int hour = 0; hour < 30; hour++) {
            time.pass(Duration.ofHours(1));
        }
        Await.until("nothing stays: " + remains(byCookie) + remains(byCode), () -> {
            // what is looked at now may end only now, and leave its mark for its time
            time.pass(Duration.ofHours(1));
            return remains(byCookie).isEmpty() && remains(byCode).isEmpty();
        });
    }

    private void visit(String path) {
        TestRequest request = new TestRequest("GET", "", path, Map.of(), null);
        for (WebGuard each : List.of(byCookie, byCode)) {
            assertThat(each.factsOf(request, new RequestPath(path, path, FILES)).isStaticFile())
                    .isFalse();
        }
    }

    private static Fault mood(int minute) {
        return switch (minute % 7) {
            case 5 -> Fault.reply(500, "{}");
            case 6 -> Fault.reply(400, "{\"error\":\"server_error\"}").onlyWith("grant_type=refresh_token");
            default -> Fault.NONE;
        };
    }

    private void work(SsoToken session) {
        if (TestUsers.isAuthenticated(byCookie, session)) {
            try {
                AuthenticatedUser user = TestUsers.user(byCookie, session);
                user.roles();
                user.userInfo();
                exchange(user);
            } catch (JourneyException e) {
                // AM is out
            }
        }
    }

    private void work(AppSession session) {
        if (TestUsers.isAuthenticated(byCode, session)) {
            try {
                AuthenticatedUser user = TestUsers.user(byCode, session);
                user.userInfo();
                exchange(user);
            } catch (JourneyException e) {
                // AM is out
            }
        }
    }

    private static void exchange(AuthenticatedUser user) {
        Token own = user.refresh();
        assertThat(user.tokenFor(ORDERS, Renewal.FORCE)).get().isNotEqualTo(own);
    }

    private void programs(int minute) {
        String token = am.issue("program", "/", "web-app", "profile").access();
        BearerToken bearer = Objects.requireNonNull(BearerToken.parse(token));
        AuthenticatedUser program = TestUsers.user(byCookie, bearer);
        program.userInfo();
        assertThat(TestUsers.isAuthenticated(byCookie, Objects.requireNonNull(BearerToken.parse("made-up-" + token))))
                .isFalse();
        if (minute % 2 == 0) {
            program.logout();
        }
    }

    private void signOut(SsoToken session, boolean everywhere) {
        LogoutReport report = byCookie.guard()
                .authenticators()
                .logout(Set.of(session), everywhere, () -> {})
                .orElseThrow();
        assertThat(byCookie.guard().isEnded(session) || report.outcome() == LogoutReport.Outcome.NO_SESSION)
                .isTrue();
    }

    private void signOut(AppSession session, boolean everywhere) {
        assertThat(byCode.guard().authenticators().logout(Set.of(session), everywhere, () -> {}))
                .isPresent();
        assertThat(TestUsers.isAuthenticated(byCode, session)).isFalse();
    }

    private CodeFlowServices login() {
        return byCode.guard().login().orElseThrow();
    }

    /** Begins a sign-in that nobody finishes, and finishes one that nobody has begun. */
    private void leave(int minute) {
        login().signIns().begin(new SignInWish("/account", List.of(), false, 0), List.of(), null);
        login().signIns().finish("code=x&state=y" + minute, List.of(), null);
    }

    private AppSession signIn(String user) {
        SignInStart.Departed departed = (SignInStart.Departed)
                login().signIns().begin(new SignInWish("/account", List.of(), false, 0), List.of(), null);
        HttpRequest request = HttpRequest.newBuilder(URI.create(departed.url()))
                .header("Cookie", FakeAm.COOKIE + "=" + am.signIn(user))
                .build();
        try {
            String answer = HTTP.send(request, HttpResponse.BodyHandlers.ofString())
                    .headers()
                    .firstValue("Location")
                    .orElseThrow();
            String query = answer.substring(answer.indexOf('?') + 1);
            return ((SignInOutcome.SignedIn) login().signIns().finish(query, List.of(departed.cookie()), null))
                    .session();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private Map<String, Object> logoutOf(String user) {
        Claims now = new Claims(Map.of("sub", "(usr!" + user + ")"));
        Map<String, Object> claims = new HashMap<>(now.asMap());
        claims.put("iss", am.url() + "/oauth2");
        claims.put("aud", "web-app");
        if (time.instant().getEpochSecond() / 60 % 2 == 0) {
            claims.put("sid", "of " + user);
        }
        claims.put("iat", time.instant().getEpochSecond());
        claims.put("exp", time.instant().plusSeconds(120).getEpochSecond());
        claims.put("jti", UUID.randomUUID().toString());
        claims.put("events", Map.of("http://schemas.openid.net/event/backchannel-logout", Map.of()));
        return claims;
    }
}
