package org.journeyguard.jaxrs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import org.journeyguard.test.AmExtension;
import org.journeyguard.test.Caller;
import org.journeyguard.test.Fault;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** An application's own tests, as docs/testing.md shows them. */
class OrdersTest {
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    @RegisterExtension
    static final AmExtension am = AmExtension.pingAm();

    static OrdersApp app;

    @BeforeAll
    static void start() throws Exception {
        app = new OrdersApp(am.settings());
    }

    @AfterAll
    static void stop() throws Exception {
        app.close();
    }

    @Test
    void userWithTheWriteScopeCanOrder() throws Exception {
        Caller alice = am.signedInAs("alice").withScope("write");

        var answer = send(alice.program(app.at("/orders")).POST(BodyPublishers.noBody()));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("ordered by alice");
    }

    @Test
    void userWithoutTheWriteScopeCannotOrder() throws Exception {
        Caller bob = am.signedInAs("bob").withScope("read");

        var answer = send(bob.program(app.at("/orders")).POST(BodyPublishers.noBody()));

        assertThat(answer.statusCode()).isEqualTo(403);
    }

    @Test
    void expiredTokenIsRefused() throws Exception {
        Caller alice = am.signedInAs("alice").withScope("write").withTokensFor(Duration.ofMinutes(-5));

        assertThat(send(alice.program(app.at("/orders"))).statusCode()).isEqualTo(401);
    }

    @Test
    void outageDoesNotSignTheUserOut() throws Exception {
        Caller alice = am.signedInAs("alice");
        am.am().set(Fault.DROP);

        assertThat(send(alice.browser(app.at("/orders"))).statusCode()).isEqualTo(503);
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return HTTP.send(request.build(), BodyHandlers.ofString());
    }
}
