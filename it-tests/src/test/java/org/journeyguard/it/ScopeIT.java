package org.journeyguard.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.journeyguard.it.App.PERSON;
import static org.journeyguard.it.App.and;
import static org.journeyguard.it.App.cookie;
import static org.journeyguard.it.App.header;

import java.net.http.HttpResponse;
import java.util.Map;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.journeyguard.it.am.Provisioner;
import org.journeyguard.it.probe.FailingResource;
import org.journeyguard.it.probe.GuardedResource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Responses of resources with {@code @RequiresScope}, and to uncaught exceptions. */
@ExtendWith(ArquillianExtension.class)
@RunAsClient
class ScopeIT {

    @Deployment(testable = false)
    static WebArchive demoWithProbe() {
        return Wars.demo(Map.of("journey.paths.public", "/, /api/open/*"))
                .addClasses(GuardedResource.class, FailingResource.class);
    }

    @ParameterizedTest
    @CsvSource({
        "/api/any/guarded/scope, read write",
        "/api/open/guarded/scope, read write",
        "/api/any/guarded/role, write",
        "/api/any/guarded/permitted, read write",
        "/api/open/guarded/permitted, read write",
    })
    void sessionWithoutScopeGetsTheMissingScope(String path, String scope) {
        String[] alice = cookie(alice());

        HttpResponse<String> program = App.get(path, alice);
        assertThat(program.statusCode()).isEqualTo(403);
        assertThat(header(program, "WWW-Authenticate"))
                .isEqualTo("Bearer error=\"insufficient_scope\", scope=\"" + scope + "\"");
        assertThat(header(program, "Content-Type")).startsWith("application/problem+json");

        HttpResponse<String> person = App.get(path, and(PERSON, alice));
        assertThat(person.statusCode()).isEqualTo(403);
        assertThat(header(person, "Content-Type")).startsWith("text/html");
    }

    @ParameterizedTest
    @ValueSource(strings = {"scope", "role", "permitted"})
    void scopeOnAPublicPathRequiresSignIn(String name) {
        HttpResponse<String> program = App.get("/api/open/guarded/" + name);
        assertThat(program.statusCode()).isEqualTo(401);
        assertThat(header(program, "WWW-Authenticate")).isEqualTo("Bearer");
        assertThat(App.get("/api/open/guarded/" + name, PERSON).statusCode()).isEqualTo(302);
    }

    @Test
    void denyAllDoesNotAskForAScope() {
        HttpResponse<String> response = App.get("/api/any/guarded/denied", cookie(alice()));

        assertThat(response.statusCode()).isEqualTo(403);
        assertThat(header(response, "WWW-Authenticate")).isEqualTo("Bearer");
    }

    @ParameterizedTest
    @CsvSource({"ApiError, 502", "AuthorizeError, 502", "NotConfigured, 500"})
    void uncaughtExceptionBecomesItsResponse(String exception, int status) {
        HttpResponse<String> response = App.get("/api/failing/" + exception, cookie(alice()));

        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(App.json(response).getInt("status")).isEqualTo(status);
        assertThat(response.body()).doesNotContain("invalid_client", "consent_required", "journey.");
    }

    private static String alice() {
        return Servers.am().rest().login("", Provisioner.ADMIN_USER, Provisioner.USER_PASSWORD);
    }
}
