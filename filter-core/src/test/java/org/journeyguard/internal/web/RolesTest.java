package org.journeyguard.internal.web;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.ServletException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.journeyguard.test.FakeAm;
import org.journeyguard.test.FakeProvider.TokenForm;
import org.journeyguard.test.TokenSpec;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each kind of credential has roles from the first of the configured sources that applies to it. */
class RolesTest {
    private static final String APP = "https://app.example.com";

    private final FakeAm am = new FakeAm(FakeAm.Kind.OPENAM);

    @AfterEach
    void close() {
        am.close();
    }

    /** What a user is known by. */
    enum By {
        SSO_COOKIE,
        APP_SESSION,
        OPAQUE_TOKEN,
        JWT
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '"',
            value = {
                "user-attribute,                  SSO_COOKIE,   admin",
                "user-attribute,                  APP_SESSION,  ",
                "user-attribute,                  OPAQUE_TOKEN, ",
                "user-attribute,                  JWT,          ",
                "session-property,                SSO_COOKIE,   night",
                "session-property,                APP_SESSION,  ",
                "session-property,                OPAQUE_TOKEN, ",
                "claim,                           SSO_COOKIE,   ",
                "claim,                           APP_SESSION,  web-app",
                "claim,                           OPAQUE_TOKEN, staff",
                "claim,                           JWT,          staff",
                "\"user-attribute, claim\",       SSO_COOKIE,   admin",
                "\"user-attribute, claim\",       APP_SESSION,  web-app",
                "\"user-attribute, claim\",       OPAQUE_TOKEN, staff",
                "\"user-attribute, claim\",       JWT,          staff",
                "\"claim, user-attribute\",       SSO_COOKIE,   admin",
                "\"claim, user-attribute\",       APP_SESSION,  web-app",
                "\"claim, user-attribute\",       OPAQUE_TOKEN, staff",
                "\"claim,session-property\",      SSO_COOKIE,   night",
                "\"claim,session-property\",      APP_SESSION,  web-app",
                "\"session-property , claim\",    JWT,          staff",
            })
    void rolesComeFromTheFirstSourceOfTheCredential(String sources, By by, @Nullable String role)
            throws ServletException {
        Set<String> expected = role == null ? Set.of() : Set.of(role);
        for (FakeAm.Kind kind : List.of(FakeAm.Kind.OPENAM, FakeAm.Kind.PINGAM)) {
            am.setKind(kind);
            assertThat(roles(sources, by)).as("%s", kind).isEqualTo(expected);
        }
    }

    private Set<String> roles(String sources, By by) throws ServletException {
        am.setAttribute("alice", "employeeNumber", List.of("admin"));
        try (TestWeb web = new TestWeb(
                am,
                APP,
                "journey.login",
                by == By.APP_SESSION ? "oidc" : "am",
                "journey.am.cookie-name",
                FakeAm.COOKIE,
                "journey.oauth.validation",
                by == By.JWT ? "jwt" : "introspect",
                "journey.am.timeout",
                "PT30S",
                "journey.roles.source",
                sources,
                sources.contains("user-attribute") ? "journey.roles.user-attribute" : "journey.roles.name",
                "employeeNumber",
                sources.contains("session-property") ? "journey.roles.session-property" : "journey.roles.name",
                "shift",
                sources.contains("claim") ? "journey.roles.claim" : "journey.roles.name",
                "azp")) {
            switch (by) {
                case SSO_COOKIE -> web.send("GET", "/account", Map.of("Cookie", FakeAm.COOKIE + "=" + session()), null);
                case APP_SESSION -> {
                    TestPerson alice = new TestPerson(web, am, APP, "alice");
                    alice.signIn("/account");
                    alice.get("/account");
                }
                case OPAQUE_TOKEN, JWT -> {
                    am.oauth().setTokens("/", by == By.JWT ? TokenForm.JWT : TokenForm.OPAQUE);
                    TokenSpec wish = new TokenSpec("web-app", List.of("openid"), Map.of("azp", "staff"), null);
                    String token = am.issue(session(), wish).access();
                    web.send("GET", "/account", Map.of("Authorization", "Bearer " + token), null);
                }
            }
            return Objects.requireNonNull(web.user()).roles();
        }
    }

    private String session() {
        Instant end = Instant.now().plus(Duration.ofHours(1));
        return am.signIn(am.session("alice", "/").ending(end, end).with("shift", "night"));
    }
}
