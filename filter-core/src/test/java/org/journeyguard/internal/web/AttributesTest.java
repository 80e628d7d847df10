package org.journeyguard.internal.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.journeyguard.Unavailable;
import org.journeyguard.test.FakeAm;
import org.journeyguard.test.FakeProvider.TokenForm;
import org.journeyguard.test.TokenSpec;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Attributes of users, in code and as headers. */
class AttributesTest {
    private static final String APP = "https://app.example.com";
    private static final String HEADERS =
            "X-User-Mail=mail, X-User-Name=cn, X-Groups=session:shift, X-Number=number, X-None=none";
    /** How a client may write X-User-Mail: applications read headers in any case, and CGI made one name of several characters. */
    private static final List<String> SPELLINGS = List.of(
            "X-User-Mail",
            "x-user-mail",
            "X-USER-MAIL",
            "X_User_Mail",
            "x_user_mail",
            "X_USER_MAIL",
            "X-User_Mail",
            "x_user-mail",
            "X.User.Mail",
            "x-User-mAIL",
            "X~User~Mail",
            "x!user!mail");

    private final FakeAm am = new FakeAm(FakeAm.Kind.OPENAM);
    private @Nullable TestWeb web;

    @BeforeEach
    void provision() {
        Map<String, java.util.Collection<String>> attributes = new LinkedHashMap<>();
        attributes.put("mail", List.of("j\u00fcrgen@example.com", "alice@example.com"));
        attributes.put("cn", List.of("Alice M\u00fcller\r\nX-Admin: 1"));
        attributes.put("number", List.of("42"));
        am.setAttributes("alice", attributes);
    }

    @AfterEach
    void close() {
        if (web != null) {
            web.close();
        }
        am.close();
    }

    private TestWeb web(String... settings) throws ServletException {
        String[] all = new String[settings.length + 8];
        System.arraycopy(
                new String[] {
                    "journey.login",
                    "am",
                    "journey.am.cookie-name",
                    FakeAm.COOKIE,
                    "journey.am.timeout",
                    "PT30S",
                    "journey.oauth.validation",
                    "jwt"
                },
                0,
                all,
                0,
                8);
        System.arraycopy(settings, 0, all, 8, settings.length);
        TestWeb made = new TestWeb(am, APP, all);
        web = made;
        return made;
    }

    private String session() {
        Instant end = Instant.now().plus(Duration.ofHours(1));
        return am.signIn(am.session("alice", "/").ending(end, end).with("shift", "night|day"));
    }

    private Map<String, String> cookie() {
        return Map.of("Cookie", FakeAm.COOKIE + "=" + session());
    }

    private <T> T seen(
            TestWeb application, String path, Map<String, String> headers, Function<HttpServletRequest, T> read) {
        return application.seen(new TestRequest("GET", "", path, headers, null), read);
    }

    @Test
    void theUserHasTheAttributesInTheOrderOfAmWithoutThoseThatAreMissing() throws ServletException {
        TestWeb application = web("journey.attributes", "mail, number, none, session:shift, session:none");
        application.send("GET", "/account", cookie(), null);
        Map<String, List<String>> attributes =
                Objects.requireNonNull(application.user()).attributes();
        assertThat(attributes)
                .containsOnlyKeys("mail", "number", "session:shift")
                .containsEntry("mail", List.of("j\u00fcrgen@example.com", "alice@example.com"))
                .containsEntry("number", List.of("42"));
        assertThat(attributes.get("session:shift")).containsExactlyInAnyOrder("night", "day");
    }

    @ParameterizedTest
    @EnumSource(
            value = FakeAm.Kind.class,
            names = {"OPENAM", "PINGAM"})
    void oneCallAsksForAllAttributesOfTheProfileAndAreRememberedWithTheSession(FakeAm.Kind kind)
            throws ServletException {
        am.setKind(kind);
        TestWeb application = web("journey.attributes", "mail, cn, number");
        Map<String, String> cookie = cookie();
        for (int i = 0; i < 5; i++) {
            application.send("GET", "/account", cookie, null);
            assertThat(Objects.requireNonNull(application.user()).attributes()).hasSize(3);
        }
        assertThat(am.calls("/users/alice")).hasSize(1);
    }

    @Test
    void amIsNotAskedForAttributesThatNothingReads() throws ServletException {
        TestWeb application = web("journey.attributes.headers", HEADERS);
        seen(application, "/account", cookie(), request -> request.getHeader("Accept") == null);
        assertThat(am.calls("/users/")).isEmpty();
    }

    @Test
    void withoutAmTheAttributesAreUnknownAndNotEmpty() throws ServletException {
        TestWeb application = web("journey.attributes", "mail");
        application.send("GET", "/account", cookie(), null);
        am.stop();
        assertThatThrownBy(() -> Objects.requireNonNull(application.user()).attributes())
                .isInstanceOf(Unavailable.class);
    }

    @Test
    void aPublicPathHasNoAttributesWithoutAmAndAnotherPathFails() throws ServletException {
        TestWeb application = web("journey.attributes.headers", HEADERS);
        Map<String, String> cookie = cookie();
        application.send("GET", "/account", cookie, null);
        am.stop();
        List<String> names =
                seen(application, "/public/page", cookie, request -> Collections.list(request.getHeaderNames()));
        assertThat(names).containsExactly("Cookie");
        TestResponse response = application.respond(new TestRequest("GET", "", "/account", cookie, null), request -> {
            String unused = request.getHeader("X-User-Mail");
        });
        assertThat(response.getStatus()).isEqualTo(503);
    }

    @Test
    void anAccessTokenHasTheClaimsOfTheseNames() throws ServletException {
        TestWeb application = web("journey.attributes.headers", HEADERS);
        am.oauth().setTokens("/", TokenForm.JWT);
        TokenSpec wish = new TokenSpec("web-app", List.of("openid"), Map.of("mail", "a@example.com"), null);
        String token = am.issue(session(), wish).access();
        String mail = seen(
                application,
                "/account",
                Map.of("Authorization", "Bearer " + token),
                request -> request.getHeader("X-User-Mail"));
        assertThat(mail).isEqualTo("a@example.com");
    }

    @Test
    void headersShowTheAttributesInEachWayThatServletHas() throws ServletException {
        TestWeb application = web("journey.attributes.headers", HEADERS);
        seen(application, "/account", cookie(), request -> {
            assertThat(request.getHeader("X-User-Mail")).isEqualTo("j\u00fcrgen@example.com");
            assertThat(Collections.list(request.getHeaders("x-user-mail")))
                    .containsExactly("j\u00fcrgen@example.com", "alice@example.com");
            assertThat(Collections.list(request.getHeaderNames()))
                    .contains("Cookie", "X-User-Mail", "X-User-Name", "X-Groups", "X-Number")
                    .doesNotContain("X-None");
            assertThat(request.getIntHeader("X-Number")).isEqualTo(42);
            assertThat(request.getIntHeader("X-None")).isEqualTo(-1);
            assertThat(request.getDateHeader("X-None")).isEqualTo(-1);
            assertThatThrownBy(() -> request.getDateHeader("X-Number")).isInstanceOf(IllegalArgumentException.class);
            assertThat(request.getHeader("X-None")).isNull();
            assertThat(Collections.list(request.getHeaders("X-None"))).isEmpty();
            assertThat(request.getHeader("X-User-Name")).isEqualTo("Alice M\u00fcller  X-Admin: 1");
            assertThat(request.getAttribute("X-User-Mail"))
                    .isEqualTo(List.of("j\u00fcrgen@example.com", "alice@example.com"));
            assertThat(request.getAttribute("X-None")).isNull();
            assertThat(request.getAttribute("x-user-mail")).isNull();
            return true;
        });
    }

    /** With and without a user, with and without a value of the user's own. */
    @ParameterizedTest
    @ValueSource(strings = {"X-User-Mail", "X-None"})
    void whatAClientSendsUnderTheNameInAnySpellingIsGone(String header) throws ServletException {
        TestWeb application = web("journey.attributes.headers", HEADERS);
        for (String spelling : SPELLINGS) {
            String sent = header.equals("X-None") ? spelling.replaceAll("(?i)user(.)mail", "None") : spelling;
            for (Map<String, String> credential : List.of(Map.<String, String>of(), cookie())) {
                Map<String, String> headers = new HashMap<>(credential);
                headers.put(sent, "forged");
                headers.put("X-Other", "kept");
                seen(application, "/public/page", headers, request -> {
                    for (String read : SPELLINGS) {
                        assertThat(request.getHeader(read)).as(read).isNotEqualTo("forged");
                        assertThat(Collections.list(request.getHeaders(read)))
                                .as(read)
                                .doesNotContain("forged");
                    }
                    assertThat(request.getHeader(sent)).as(sent).isNotEqualTo("forged");
                    List<String> names = Collections.list(request.getHeaderNames());
                    assertThat(names.stream().flatMap(name -> Collections.list(request.getHeaders(name)).stream()))
                            .doesNotContain("forged")
                            .contains("kept");
                    return true;
                });
            }
        }
    }

    @Test
    void anApplicationsOwnRequestAttributeComesFirst() throws ServletException {
        TestWeb application = web("journey.attributes.headers", HEADERS);
        seen(application, "/account", cookie(), request -> {
            request.setAttribute("X-User-Mail", "own");
            assertThat(request.getAttribute("X-User-Mail")).isEqualTo("own");
            return true;
        });
    }

    @Test
    void withoutHeadersTheRequestHasNoFurtherWrapper() throws ServletException {
        TestWeb application = web("journey.attributes", "mail");
        seen(application, "/account", cookie(), request -> {
            assertThat(((jakarta.servlet.http.HttpServletRequestWrapper) request).getRequest())
                    .isInstanceOf(TestRequest.class);
            return true;
        });
    }
}
