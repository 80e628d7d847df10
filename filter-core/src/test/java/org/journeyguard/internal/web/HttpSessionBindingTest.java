package org.journeyguard.internal.web;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.journeyguard.test.FakeAm;
import org.journeyguard.test.Fault;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Whose HttpSession it is: requests that carry the same JSESSIONID with AM's cookie of one user, of another, or without. */
class HttpSessionBindingTest {
    private static final String PROTECTED = "/account";
    private static final String PUBLIC = "/public/page";

    private final FakeAm am = new FakeAm(FakeAm.Kind.PINGAM);
    private final String alice = am.signIn("alice");
    private final String bob = am.signIn("bob");
    private TestApplication application;
    private TestSession session = new TestSession();
    private int status;

    @BeforeEach
    void start() throws ServletException {
        application = new TestApplication(
                getClass().getClassLoader(),
                Map.of(
                        "journey.am.url",
                        am.url().toString(),
                        "journey.am.cookie-name",
                        FakeAm.COOKIE,
                        "journey.am.max-calls-per-second",
                        "100000",
                        "journey.app.url",
                        "https://app.example.com",
                        "journey.paths.public",
                        "/public/*"));
    }

    @AfterEach
    void end() {
        application.close();
        am.close();
    }

    /**
     * Sends a request with the HttpSession, in which the application then remembers the user.
     *
     * @return the user whom the HttpSession remembered; empty for none, null if the application saw no HttpSession
     */
    private @Nullable String remembered(String method, String path, @Nullable String token)
            throws IOException, ServletException {
        Map<String, String> headers = new HashMap<>(Map.of("Accept", "application/json"));
        if (token != null) {
            headers.put("Cookie", FakeAm.COOKIE + "=" + token);
        }
        String[] seen = new String[1];
        TestResponse response = new TestResponse();
        application.filter.doFilter(new TestRequest(method, "", path, headers, session), response, (request, out) -> {
            HttpServletRequest http = (HttpServletRequest) request;
            HttpSession shown = http.getSession(false);
            if (shown != null) {
                Object before = shown.getAttribute("user");
                seen[0] = before == null ? "" : (String) before;
                shown.setAttribute("user", http.getRemoteUser() == null ? "anonymous" : http.getRemoteUser());
            }
        });
        status = response.getStatus();
        return seen[0];
    }

    private @Nullable String remembered(String path, @Nullable String token) throws IOException, ServletException {
        return remembered("GET", path, token);
    }

    @Test
    void sessionWithoutOwnerGetsAnotherIdAtSignIn() throws Exception {
        remembered(PUBLIC, null);
        assertThat(session.id()).isEqualTo(1);
        assertThat(remembered(PROTECTED, alice)).isEqualTo("anonymous");
        assertThat(session.id()).isEqualTo(2);
    }

    @Test
    void sessionKeepsItsIdForTheSameUser() throws Exception {
        remembered(PROTECTED, alice);
        for (String path : List.of(PROTECTED, PUBLIC, PROTECTED)) {
            assertThat(remembered(path, alice)).isEqualTo("alice");
        }
        assertThat(session.id()).isEqualTo(2);
    }

    @Test
    void sameUserWithAnotherTokenGetsANewSessionId() throws Exception {
        remembered(PROTECTED, alice);
        assertThat(remembered(PROTECTED, am.signIn("alice"))).isEqualTo("alice");
        assertThat(session.isOver()).isFalse();
        assertThat(session.id()).isEqualTo(3);
    }

    @Test
    void lateRequestOfAReplacedSessionChangesNothing() throws Exception {
        Random random = new Random(1);
        List<String> replaced = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            String present = am.signIn("alice");
            remembered(PROTECTED, present);
            Map<String, Object> bound = session.attributes();
            int id = session.id();
            Collections.shuffle(replaced, random);
            for (String late : replaced) {
                assertThat(remembered(random.nextBoolean() ? PROTECTED : PUBLIC, late))
                        .isEqualTo("alice");
                assertThat(session.attributes()).isEqualTo(bound);
                assertThat(session.id()).isEqualTo(id);
            }
            replaced.add(present);
        }
    }

    @Test
    void sessionEndsWhenAnotherUserPresentsIt() throws Exception {
        remembered(PROTECTED, alice);
        assertThat(remembered(PROTECTED, bob)).isNull();
        assertThat(session.isOver()).isTrue();
        assertThat(status).isEqualTo(200);
    }

    @Test
    void sessionEndsWhenARequestProceedsWithoutItsUser() throws Exception {
        remembered(PROTECTED, alice);
        assertThat(remembered(PUBLIC, null)).isNull();
        assertThat(session.isOver()).isTrue();
    }

    @Test
    void refusedRequestEndsNoSession() throws Exception {
        remembered(PROTECTED, alice);
        for (String token : new String[] {null, "made-up"}) {
            assertThat(remembered(PROTECTED, token)).isNull();
            assertThat(status).isEqualTo(401);
            assertThat(session.isOver()).isFalse();
        }
        assertThat(remembered(PROTECTED, alice)).isEqualTo("alice");
    }

    @Test
    void unansweredRequestEndsAndShowsNoSession() throws Exception {
        remembered(PROTECTED, alice);
        am.set(Fault.reply(500, "{}"));
        for (String path : List.of(PROTECTED, PUBLIC)) {
            assertThat(remembered(path, bob)).as(path).isNull();
            assertThat(session.isOver()).as(path).isFalse();
        }
        am.set(Fault.NONE);
        assertThat(remembered(PROTECTED, alice)).isEqualTo("alice");
    }

    @Test
    void logoutEndsTheSession() throws Exception {
        remembered(PROTECTED, alice);
        remembered("POST", "/logout", alice);
        assertThat(session.isOver()).isTrue();
    }

    @Test
    void boundSessionHoldsStringsAndNoToken() throws Exception {
        remembered(PROTECTED, alice);
        assertThat(session.attributes())
                .hasSizeGreaterThan(2)
                .allSatisfy((name, value) ->
                        assertThat(value).isInstanceOf(String.class).asString().doesNotContain(alice));
    }

    @Test
    void usersDoNotSeeEachOthersSessionAttributes() throws Exception {
        List<String> wrong = new ArrayList<>();
        Map<String, String> tokens = Map.of("alice", alice, "bob", bob);
        int shown = 0;
        for (long seed = 0; seed < 200; seed++) {
            Random random = new Random(seed);
            session = new TestSession();
            List<String> way = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                String user = List.of("alice", "bob", "anonymous").get(random.nextInt(3));
                String path = random.nextBoolean() ? PROTECTED : PUBLIC;
                way.add(user + " at " + path);
                String found = remembered(path, tokens.get(user));
                shown += found == null ? 0 : 1;
                if (found != null && !List.of("", "anonymous", user).contains(found)) {
                    wrong.add(way + " sees " + found);
                }
                if (session.isOver()) {
                    session = new TestSession();
                }
            }
        }
        assertThat(shown).isGreaterThan(400);
        assertThat(wrong).isEmpty();
    }
}
