package org.journeyguard.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.journeyguard.it.App.cookie;

import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.journeyguard.fixtures.Await;
import org.journeyguard.it.am.Provisioner;
import org.journeyguard.it.probe.CalledService;
import org.journeyguard.it.probe.CallingResource;
import org.journeyguard.it.probe.ProbeApplication;
import org.journeyguard.it.proxy.AmProxy;
import org.journeyguard.it.server.ServerProcess;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * An application calls another one for its users, whose tokens live for three seconds: opaque ones of realm {@code /} and JWTs of {@code
 * /alpha}. The other one is the demo, which looks at the tokens itself, in {@code /alpha} as another client.
 */
class PropagationIT {
    private static final AmProxy PROXY = Servers.proxy();
    /** The applications whose tokens live for an hour. */
    private static final String LASTING = "lasting";

    private static final Redirecting REDIRECTING = new Redirecting();
    private static ServerProcess server;

    @BeforeAll
    static void start() {
        List<WebArchive> applications = new ArrayList<>();
        for (Realm realm : Realm.values()) {
            applications.add(shop(name(realm), realm, Realm.SHORT_CLIENT));
            // AM tells each client of opaque tokens of its own only
            String client = realm == Realm.ROOT ? Realm.SHORT_CLIENT : Realm.CLIENT;
            applications.add(service(name(realm), realm, client, Realm.SHORT_CLIENT));
        }
        applications.add(shop(LASTING, Realm.ROOT, Realm.CLIENT));
        applications.add(service(LASTING, Realm.ROOT, Realm.CLIENT, Realm.CLIENT));
        server = Servers.payara("propagation", applications.toArray(WebArchive[]::new));
    }

    @AfterAll
    static void stop() {
        server.close();
        REDIRECTING.close();
    }

    private static WebArchive shop(String name, Realm realm, String client) {
        Servers.am().admit(Servers.appUrl() + "/" + name + "-shop");
        Map<String, String> settings = Map.of(
                "journey.am.realm",
                realm.path(),
                "journey.oauth.client-id",
                client,
                "journey.oauth.client-secret",
                Provisioner.CLIENT_SECRET,
                "journey.oauth.scope",
                "openid profile",
                "journey.outgoing.targets",
                service(name) + ", " + REDIRECTING.url());
        return Wars.empty(name + "-shop", settings)
                .addClasses(ProbeApplication.class, CallingResource.class, CalledService.class);
    }

    private static WebArchive service(String name, Realm realm, String client, String audience) {
        return realm.demo(
                name + "-service",
                client,
                Map.of("journey.oauth.audience", audience, "journey.oauth.clock-skew", "PT0S"));
    }

    private static String name(Realm realm) {
        return realm.name().toLowerCase(Locale.ROOT);
    }

    private static String service(String name) {
        return Servers.appUrl() + "/" + name + "-service";
    }

    private static HttpResponse<String> call(String name, String way, String to, String session) {
        String query = URLEncoder.encode(to, StandardCharsets.UTF_8);
        return App.get("/" + name + "-shop/api/calls/" + way + "?to=" + query, cookie(session));
    }

    private static void assertServed(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as("%s", answer.body()).isEqualTo(200);
        assertThat(answer.body()).startsWith("200 ").contains("alice");
    }

    @ParameterizedTest
    @CsvSource({"ROOT, plain", "ROOT, interface", "ALPHA, plain", "ALPHA, interface"})
    void callsSucceedWhileTheTokenExpiresAndIsRenewed(Realm realm, String way) {
        PROXY.reset();
        String alice = realm.session(Provisioner.ADMIN_USER);
        String me = service(name(realm)) + "/api/me";

        Await.until("the token has been renewed twice", () -> {
            assertServed(call(name(realm), way, me, alice));
            return PROXY.count("grant_type=refresh_token") >= 2;
        });
        assertServed(call(name(realm), way, me, alice));
    }

    @ParameterizedTest
    @ValueSource(strings = {"plain", "interface"})
    void refusedTokenIsRenewedAndTheCallRepeated(String way) {
        PROXY.reset();
        String alice = Realm.ROOT.session(Provisioner.ADMIN_USER);
        // obtains a token, at which the service does not look
        assertThat(call(LASTING, way, service(LASTING) + "/static/demo.css", alice)
                        .body())
                .startsWith("200");
        String token = PROXY.issued().get(0).getString("access_token");
        Realm.ROOT.revoke(Realm.CLIENT, token);

        assertServed(call(LASTING, way, service(LASTING) + "/api/me", alice));

        assertThat(PROXY.issued()).hasSizeGreaterThan(1);
    }

    /** MicroProfile Rest Client hands on what a redirect has for a body, which is nothing. */
    @ParameterizedTest
    @CsvSource({"plain, '302 '", "interface, '200 '"})
    void redirectIsSentWithoutTheToken(String way, String answer) {
        String alice = Realm.ROOT.session(Provisioner.ADMIN_USER);
        int before = REDIRECTING.called().size();

        assertThat(call(LASTING, way, REDIRECTING.url(), alice).body()).isEqualTo(answer);

        assertThat(REDIRECTING.called()).hasSize(before + 1).last().asString().startsWith("Bearer ");
        assertThat(REDIRECTING.lost()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(Realm.class)
    void otherAddressIsCalledWithoutToken(Realm realm) {
        String alice = realm.session(Provisioner.ADMIN_USER);
        for (String way : new String[] {"plain", "interface"}) {
            assertThat(call(name(realm), way, service(LASTING) + "/api/me", alice)
                            .body())
                    .startsWith("401");
        }
    }
}
