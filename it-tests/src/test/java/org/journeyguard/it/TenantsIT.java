package org.journeyguard.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.journeyguard.it.App.bearer;
import static org.journeyguard.it.App.cookie;
import static org.journeyguard.it.Realm.CLIENT;

import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.journeyguard.fixtures.ParallelCalls;
import org.journeyguard.it.am.Provisioner;
import org.journeyguard.it.proxy.AmProxy;
import org.journeyguard.it.server.ServerProcess;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Several applications on one server, for different realms, clients and audiences: what one has found out is nothing to another. */
class TenantsIT {
    private static final String NOBODY = "401";

    private static ServerProcess server;

    /** An application, with what it makes of a token that alice gave to {@link Realm#CLIENT} in realm {@code /} or in {@code /alpha}. */
    enum Tenant {
        MEANT(Realm.ROOT, CLIENT, "alice of /", NOBODY),
        ANOTHER_NAME(Realm.ROOT, CLIENT, "web-app of /", NOBODY),
        ANOTHER_AUDIENCE(Realm.ROOT, CLIENT, NOBODY, NOBODY),
        SEVERAL_AUDIENCES(Realm.ALPHA, Provisioner.DEMO_CLIENT, NOBODY, "alice of /alpha"),
        ANOTHER_CLIENT(Realm.ROOT, Provisioner.DEMO_CLIENT, NOBODY, NOBODY),
        ANOTHER_REALM(Realm.ALPHA, CLIENT, NOBODY, "alice of /alpha"),
        ASKING(Realm.ALPHA, CLIENT, NOBODY, "alice of /alpha");

        private final Realm realm;
        private final String client;
        private final String ofRoot;
        private final String ofAlpha;

        Tenant(Realm realm, String client, String ofRoot, String ofAlpha) {
            this.realm = realm;
            this.client = client;
            this.ofRoot = ofRoot;
            this.ofAlpha = ofAlpha;
        }

        private Map<String, String> settings() {
            return switch (this) {
                case ANOTHER_NAME -> Map.of("journey.oauth.name-claims", "client_id");
                case ANOTHER_AUDIENCE -> Map.of("journey.oauth.audience", "nobody-else");
                case SEVERAL_AUDIENCES -> Map.of("journey.oauth.audience", "demo-app, web-app");
                case ASKING -> Map.of("journey.oauth.validation", "introspect");
                default -> Map.of();
            };
        }

        private String context() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        WebArchive application() {
            return realm.demo(context(), client, settings());
        }

        String expected(Realm of) {
            return of == Realm.ROOT ? ofRoot : ofAlpha;
        }

        /** What it says to who presents something. */
        String answer(String... headers) {
            HttpResponse<String> response = App.get("/" + context() + "/api/hello/private", headers);
            return response.statusCode() == 200
                    ? response.body().replace("Hello, ", "")
                    : String.valueOf(response.statusCode());
        }
    }

    @BeforeAll
    static void start() {
        server = Servers.payara(
                "tenants",
                Arrays.stream(Tenant.values()).map(Tenant::application).toArray(WebArchive[]::new));
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void eachApplicationValidatesATokenItself() {
        for (Realm realm : Realm.values()) {
            String token = realm.token(CLIENT, "openid");
            List<Tenant> order = new ArrayList<>(List.of(Tenant.values()));
            order.addAll(List.of(Tenant.values()));
            order.addAll(List.of(Tenant.MEANT, Tenant.ANOTHER_CLIENT, Tenant.MEANT, Tenant.ANOTHER_REALM));
            for (Tenant tenant : order) {
                assertThat(tenant.answer(bearer(token)))
                        .as("%s of a token of %s", tenant, realm)
                        .isEqualTo(tenant.expected(realm));
            }
        }
    }

    @Test
    void concurrentRequestsGetTheSameVerdicts() {
        for (Realm realm : Realm.values()) {
            String token = realm.token(CLIENT, "openid");
            Tenant[] tenants = Tenant.values();
            try (ParallelCalls<List<String>> crowd = ParallelCalls.start(10 * tenants.length, i -> {
                List<String> wrong = new ArrayList<>();
                for (int round = 0; round < 20; round++) {
                    Tenant tenant = tenants[(i + round) % tenants.length];
                    String answer = tenant.answer(bearer(token));
                    if (!answer.equals(tenant.expected(realm))) {
                        wrong.add(tenant + " of a token of " + realm + ": " + answer);
                    }
                }
                return wrong;
            })) {
                assertThat(crowd.results().stream().flatMap(List::stream)).isEmpty();
            }
        }
    }

    @Test
    void sessionHasSeparateTokensPerClientAndRevocationEndsOnlyThose() {
        String[] alice = cookie(Realm.ROOT.session(Provisioner.ADMIN_USER));
        AmProxy proxy = Servers.proxy();
        Servers.am().admit(Servers.appUrl() + "/meant");
        Servers.am().admit(Servers.appUrl() + "/another-client");
        proxy.reset();

        HttpResponse<String> meant = App.get("/meant/api/token", alice);
        HttpResponse<String> other = App.get("/another-client/api/token", alice);
        assertThat(List.of(meant.statusCode(), other.statusCode())).containsOnly(200);
        assertThat(App.json(meant).getString("fingerprint"))
                .isNotEqualTo(App.json(other).getString("fingerprint"));

        App.call("POST", "/meant/api/token/revoke", alice);

        assertThat(Realm.ROOT.isActive(CLIENT, proxy.issued().get(0).getString("access_token")))
                .isFalse();
        assertThat(Realm.ROOT.isActive(
                        Provisioner.DEMO_CLIENT, proxy.issued().get(1).getString("access_token")))
                .isTrue();
        assertThat(App.get("/another-client/api/token", alice).body()).isEqualTo(other.body());
    }

    @Test
    void scopeIsCheckedForCachedTokens() {
        String[] reader = bearer(Realm.ROOT.token(CLIENT, "openid"));
        String[] writer = bearer(Realm.ROOT.token(CLIENT, "openid write"));
        AmProxy proxy = Servers.proxy();
        proxy.reset();

        for (int i = 0; i < 20; i++) {
            assertThat(App.get("/meant/api/write", reader).statusCode()).isEqualTo(403);
            assertThat(App.get("/meant/api/token", reader).statusCode()).isEqualTo(200);
            assertThat(App.get("/meant/api/write", writer).statusCode()).isEqualTo(200);
        }

        assertThat(proxy.count("/introspect")).isEqualTo(2);
    }
}
