package org.journeyguard.jaxrs;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.journeyguard.test.AmExtension;
import org.journeyguard.test.Caller;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The annotations on JAX-RS resources, on Tomcat and Jersey. */
class GuardedResourceTest {
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    @RegisterExtension
    static final AmExtension am = AmExtension.pingAm();

    static OrdersApp app;

    @BeforeAll
    static void start() throws Exception {
        Map<String, String> settings = new HashMap<>(am.settings());
        settings.put("journey.paths.public", "/public/*");
        settings.put("journey.roles.source", "claim");
        settings.put("journey.roles.name", "groups");
        app = new OrdersApp(settings);
    }

    @AfterAll
    static void stop() throws Exception {
        app.close();
    }

    private static HttpResponse<String> get(Caller caller, String path) throws Exception {
        return HTTP.send(caller.program(app.at(path)).build(), BodyHandlers.ofString());
    }

    private static HttpResponse<String> getAnonymously(String path) throws Exception {
        return HTTP.send(HttpRequest.newBuilder(app.at(path)).build(), BodyHandlers.ofString());
    }

    @ParameterizedTest
    @CsvSource({
        "open,            200, 200, 200",
        "signed-in,       200, 200, 401",
        "denied,          403, 403, 403",
        "staff,           200, 403, 401",
        "anybody,         200, 200, 401",
        "acr,             401, 401, 401",
        "level,           401, 401, 401",
        "enterprise-bean, 403, 403, 401"
    })
    void eachAnnotationAppliesToEachCaller(String what, int staff, int user, int nobody) throws Exception {
        Caller boss = am.signedInAs("alice").withClaim("groups", List.of("boss", "other"));
        Caller alice = am.signedInAs("alice").withClaim("groups", List.of("other"));
        assertThat(get(boss, "/guarded/" + what).statusCode()).isEqualTo(staff);
        assertThat(get(alice, "/guarded/" + what).statusCode()).isEqualTo(user);
        assertThat(getAnonymously("/public/" + what).statusCode()).isEqualTo(nobody);
    }

    @Test
    void tokenWithTheAcrAndLevelIsAllowed() throws Exception {
        Caller alice = am.signedInAs("alice").withClaim("acr", "strong").withClaim("auth_level", 5);
        assertThat(get(alice, "/guarded/acr").body()).isEqualTo("strong");
        assertThat(get(alice, "/guarded/level").body()).isEqualTo("five");
        assertThat(get(alice.withClaim("auth_level", 4), "/guarded/level").statusCode())
                .isEqualTo(401);
    }

    @Test
    void securityContextHasTheUserAndRoles() throws Exception {
        Caller staff = am.signedInAs("alice").withClaim("groups", List.of("staff"));
        assertThat(get(staff, "/guarded/security").body()).isEqualTo("alice true true false false false Bearer");
        assertThat(get(am.signedInAs("bob"), "/guarded/security").body())
                .isEqualTo("bob false true false false false Bearer");
        assertThat(getAnonymously("/public/security").body()).isEqualTo("nobody false false false false false null");
    }

    @Test
    void injectedUserIsThatOfTheRequest() throws Exception {
        Caller alice = am.signedInAs("alice");
        assertThat(get(alice, "/guarded/user/name").body()).isEqualTo("alice");
        assertThat(get(am.signedInAs("bob"), "/guarded/user/name").body()).isEqualTo("bob");
        assertThat(get(alice, "/guarded/user/hash").body()).isEqualTo("true");
        assertThat(get(alice, "/guarded/user/level").statusCode()).isEqualTo(401);
    }

    @Test
    void injectedUserWithoutSignInHasNoName() throws Exception {
        assertThat(getAnonymously("/public/user/text").body()).isEqualTo("no user is signed in");
        assertThat(getAnonymously("/public/user/equals").body()).isEqualTo("true false");
        assertThat(getAnonymously("/public/user/hash").body()).isEqualTo("true");
        assertThat(getAnonymously("/public/user/name").statusCode()).isEqualTo(401);
    }

    @Test
    void currentUserIsThatOfTheRequestOrEmpty() throws Exception {
        assertThat(get(am.signedInAs("alice"), "/guarded/current").body()).isEqualTo("alice");
        assertThat(get(am.signedInAs("alice"), "/public/current").body()).isEqualTo("alice");
        assertThat(getAnonymously("/public/current").body()).isEqualTo("nobody");
    }

    /** The resource is no bean here, so no interceptor sees calls of its locator. */
    @Test
    void locatorWithoutInterceptorIsRefused() throws Exception {
        assertThat(get(am.signedInAs("alice"), "/guarded/locator").statusCode()).isEqualTo(500);
        assertThat(getAnonymously("/public/locator").statusCode()).isEqualTo(500);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/public/open", "/guarded/open", "/guarded/signed-in", "/guarded/denied"})
    void resourcesAreRefusedWithoutTheFilter(String path) throws Exception {
        try (OrdersApp bare = OrdersApp.withoutFilter()) {
            HttpResponse<String> answer =
                    HTTP.send(HttpRequest.newBuilder(bare.at(path)).build(), BodyHandlers.ofString());
            assertThat(answer.statusCode()).isEqualTo(500);
            assertThat(answer.body()).contains("no-filter").doesNotContain("open");
        }
    }

    @Test
    void exceptionWithoutTheFilterIsTheSameError() throws Exception {
        try (OrdersApp bare = OrdersApp.withoutFilter()) {
            HttpResponse<String> answer = HTTP.send(
                    HttpRequest.newBuilder(bare.at("/guarded/user/name")).build(), BodyHandlers.ofString());
            assertThat(answer.statusCode()).isEqualTo(500);
        }
    }
}
