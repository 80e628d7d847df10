package org.journeyguard.it;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.journeyguard.it.App.PERSON;
import static org.journeyguard.it.App.and;
import static org.journeyguard.it.App.cookie;
import static org.journeyguard.it.App.header;

import com.microsoft.playwright.Page;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.journeyguard.fixtures.Await;
import org.journeyguard.it.am.Provisioner;
import org.journeyguard.it.browser.Browser;
import org.journeyguard.it.probe.ApprovalResource;
import org.journeyguard.it.probe.HeadersServlet;
import org.journeyguard.it.probe.PathServlet;
import org.journeyguard.it.probe.ProbeApplication;
import org.journeyguard.it.probe.ProbeServlet;
import org.journeyguard.it.server.ServerProcess;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Policies of a real AM: those of the root realm, at the root context and with notifications; and those of a realm below it, at another
 * context and without.
 */
class PolicyIT {
    private static final Duration TTL = Duration.ofSeconds(15);
    private static final Pattern AMS_PAGE = Pattern.compile(".*/openam/(XUI|UI)/.*");
    private static final Map<String, Boolean> READ = Map.of("GET", true);

    private static final Map<Realm, PolicySet> POLICIES = new EnumMap<>(Realm.class);
    private static ServerProcess server;

    @BeforeAll
    static void start() {
        for (Realm realm : Realm.values()) {
            POLICIES.put(realm, created(realm, Servers.appUrl() + context(realm)));
        }
        server = Servers.payara("policies", application(Realm.ROOT), application(Realm.ALPHA));
        Await.until("the agent listens", () -> server.log().contains("AM notifies of sessions that end"));
    }

    private static String context(Realm realm) {
        return realm == Realm.ROOT ? "" : "/policies-alpha";
    }

    private static PolicySet policies(Realm realm) {
        return Objects.requireNonNull(POLICIES.get(realm));
    }

    private static PolicySet created(Realm realm, String url) {
        PolicySet policies = new PolicySet(realm, url);
        policies.put("orders", List.of("/orders/*"), Map.of("GET", true, "POST", false), PolicySet.ALWAYS);
        policies.put("secret", List.of("/orders/secret*"), Map.of("GET", false), PolicySet.ALWAYS);
        policies.put("api", List.of("/api/*"), READ, PolicySet.ALWAYS);
        policies.putAbout("approvals", List.of("http://orders.example.test:80/7"), READ, PolicySet.ALWAYS);
        policies.put("street", List.of("/stra%C3%9Fe/1"), READ, PolicySet.ALWAYS);
        policies.put("level", List.of("/vault/level"), READ, PolicySet.level(5));
        policies.put("chain", List.of("/vault/chain"), READ, PolicySet.service("strong"));
        policies.put("here", List.of("/from/here"), READ, PolicySet.addresses("127.0.0.1", "127.0.0.1"));
        policies.put("there", List.of("/from/there"), READ, PolicySet.addresses("10.0.0.1", "10.0.0.9"));
        policies.putWith(
                "attributes",
                "/probe/headers/*",
                PolicySet.fixed("area", "north", "s\u00fcd"),
                PolicySet.fixed("unlisted", "x"),
                PolicySet.ofUser("mail"),
                PolicySet.ofUser("telephoneNumber"));
        return policies;
    }

    /** Past the proxy, which passes no WebSockets on. */
    private static WebArchive application(Realm realm) {
        String context = context(realm);
        Map<String, String> settings = new HashMap<>(Map.of(
                "journey.app.url",
                Servers.appUrl() + context,
                "journey.am.realm",
                realm.path(),
                "journey.am.timeout",
                "PT30S",
                "journey.am.agent.name",
                Provisioner.AGENT,
                "journey.am.agent.password",
                Provisioner.AGENT_PASSWORD,
                "journey.login",
                "am",
                "journey.policy",
                "am",
                "journey.attributes",
                "policy:area, policy:mail, policy:telephoneNumber",
                "journey.attributes.headers",
                "X-Area=policy:area, X-Phone=policy:telephoneNumber"));
        settings.putAll(
                realm == Realm.ROOT
                        ? Map.of("journey.am.notifications", "true", "journey.policy.cache-ttl", "PT1H")
                        : Map.of("journey.policy.cache-ttl", TTL.toString()));
        String am = "<init-param><param-name>journey.am.url</param-name><param-value>"
                + Servers.am().url() + "</param-value></init-param>";
        String root = "<glassfish-web-app><context-root>" + (context.isEmpty() ? "/" : context)
                + "</context-root></glassfish-web-app>";
        return Wars.described(
                        "policies-" + realm.name(),
                        settings,
                        "",
                        Wars.filter("journey", am) + Wars.mapping("journey", "/*"))
                .addClasses(PathServlet.class, HeadersServlet.class, ProbeServlet.class, ProbeApplication.class)
                .addClasses(ApprovalResource.class, ApprovalResource.Approvals.class)
                .addAsWebInfResource(new StringAsset(root), "glassfish-web.xml");
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static String session(Realm realm) {
        return realm.session(Provisioner.ADMIN_USER);
    }

    private static HttpResponse<String> send(Realm realm, String method, String path, String... headers) {
        return App.call(method, context(realm) + path, headers);
    }

    @ParameterizedTest
    @CsvSource({
        "GET,  /orders/7,       200",
        "GET,  /orders/7?x=y,   200",
        "GET,  /orders/a/b,     200",
        "GET,  /stra%c3%9fe/1,  200",
        "POST, /orders/7,       403",
        "HEAD, /orders/7,       403",
        "GET,  /orders/secret,  403",
        "GET,  /invoices,       403",
        "GET,  /from/here,      200",
        "GET,  /from/there,     403",
    })
    void policiesOfTheRealmDecide(String method, String path, int status) {
        for (Realm realm : Realm.values()) {
            String[] headers = and(cookie(session(realm)), "X-Forwarded-For", "10.0.0.5");
            HttpResponse<String> response = send(realm, method, path, headers);
            assertThat(response.statusCode()).as("%s", realm).isEqualTo(status);
            if (method.equals("GET")) {
                assertThat(response.body()).contains(status == 200 ? "GET /" : "policy-denied");
            }
        }
    }

    /** What is served is what AM allows, by the path that the application sees. */
    @ParameterizedTest
    @EnumSource(Realm.class)
    void noSpellingOfAPathGetsAnotherDecisionThanAmsAboutTheCanonicalOne(Realm realm) {
        String session = session(realm);
        String[] headers = and(cookie(session), "Accept", "text/plain");
        Map<String, Boolean> ofAm = new HashMap<>();
        Set<String> wrong = new TreeSet<>();
        for (String path : List.of("/orders/7", "/orders/secret", "/orders/secret/1", "/stra%C3%9Fe/1", "/invoices")) {
            boolean isAllowed = policies(realm).allows(session, "GET", path);
            PathSpellings.of(path).forEach((spelling, mustBeRead) -> {
                RawHttp.Reply reply = RawHttp.send("GET", context(realm) + spelling, headers);
                boolean isServed = reply.status() == 200 && reply.body().contains("GET /");
                if (mustBeRead && reply.status() != (isAllowed ? 200 : 403)) {
                    wrong.add(spelling + " " + reply.status());
                } else if (isServed) {
                    String seen = reply.body().replaceFirst("(?s).*GET (/\\S*).*", "$1");
                    String canonical = PathSpellings.canonical(seen);
                    if (!ofAm.computeIfAbsent(canonical, each -> policies(realm).allows(session, "GET", each))) {
                        wrong.add(spelling + " serves " + canonical);
                    }
                } else if (reply.status() != 403 && reply.status() != 400 && !isEmptyOk(spelling, reply)) {
                    wrong.add(spelling + " " + reply.status() + " " + reply.body());
                }
            });
        }
        assertThat(wrong).isEmpty();
        assertThat(ofAm).containsEntry("/orders/7", true);
    }

    /** What Grizzly answers before any filter: {@link Probe#isRefused}. */
    private static boolean isEmptyOk(String target, RawHttp.Reply reply) {
        return target.endsWith("/..") && reply.status() == 200 && reply.body().isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"/vault/level, authlevel", "/vault/chain, service=strong"})
    void programsAndPeopleAreToldToSignInAsAmAdvises(String path, String parameter) {
        String[] weak = cookie(session(Realm.ROOT));
        HttpResponse<String> program = send(Realm.ROOT, "GET", path, weak);
        assertThat(program.statusCode()).isEqualTo(401);
        assertThat(header(program, "WWW-Authenticate")).contains("insufficient_user_authentication");
        HttpResponse<String> person = send(Realm.ROOT, "GET", path, and(PERSON, weak));
        assertThat(person.statusCode()).isEqualTo(302);
        assertThat(header(person, "Location").toLowerCase(Locale.ROOT)).contains(parameter);
        assertThat(App.wayBack(person)).startsWith(path);
    }

    @ParameterizedTest
    @CsvSource({"/vault/level", "/vault/chain"})
    @EnabledIf(value = "org.journeyguard.it.BrowserIT#hasBrowser", disabledReason = Browser.MISSING)
    void personSignsInOnceMoreAndComesBackToThePage(String path) {
        try (Chromium chromium = new Chromium()) {
            Page page = chromium.page;
            page.navigate(Servers.appUrl() + "/orders/1");
            page.waitForURL(AMS_PAGE);
            Chromium.signIn(page);
            page.waitForURL(Servers.appUrl() + "/orders/1");
            assertThat(page.locator("body")).hasText("GET /orders/1");
            page.navigate(Servers.appUrl() + path);
            page.waitForURL(AMS_PAGE);
            Chromium.signIn(page);
            page.waitForURL(Servers.appUrl() + path);
            assertThat(page.locator("body")).hasText("GET " + path);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "/approvals/7,               200",
        "/approvals/%37,             200",
        "/approvals/8,               403",
        "/approvals/*,               403",
        "/approvals/8/instead-of/7,  200",
        "/approvals/7/instead-of/8,  403",
        "/approvals/7/instead-of/7*, 403",
    })
    void policiesDecideAboutTheApplicationsOwnResources(String path, int status) {
        for (Realm realm : Realm.values()) {
            HttpResponse<String> response = send(realm, "GET", "/api" + path, cookie(session(realm)));
            assertThat(response.statusCode())
                    .as("%s %s", realm, response.body())
                    .isEqualTo(status);
        }
    }

    @ParameterizedTest
    @EnumSource(Realm.class)
    void theApplicationSeesTheResponseAttributesOfThePolicy(Realm realm) {
        HttpResponse<String> response = send(
                realm,
                "GET",
                "/probe/headers/1?ask=X-Area,X-Phone",
                and(cookie(session(realm)), "X-Area", "forged", "x_phone", "forged"));
        assertThat(response.body().lines())
                .contains("user policy:mail=[" + Provisioner.ADMIN_USER + "@example.test]", "asked X-Phone=[]")
                .anyMatch(line -> line.startsWith("user policy:area=[") && isAreas(line))
                .anyMatch(line -> line.startsWith("asked X-Area=[") && isAreas(line))
                .anyMatch(line -> line.startsWith("attribute X-Area=[") && isAreas(line))
                .noneMatch(line ->
                        line.contains("telephoneNumber") || line.contains("unlisted") || line.contains("forged"));
    }

    /** AM keeps the values in no order. */
    private static boolean isAreas(String line) {
        return line.endsWith("[north, s\u00fcd]") || line.endsWith("[s\u00fcd, north]");
    }

    private static int change(Realm realm, String[] headers) {
        return send(realm, "GET", "/change", headers).statusCode();
    }

    private static void allowChange(Realm realm, boolean isAllowed) {
        policies(realm).put("change", List.of("/change"), Map.of("GET", isAllowed), PolicySet.ALWAYS);
    }

    @Test
    void changedPolicyAppliesAtOnceWithNotifications() {
        allowChange(Realm.ROOT, true);
        String[] headers = cookie(session(Realm.ROOT));
        Await.until("allowed", () -> change(Realm.ROOT, headers) == 200);
        awaitQuiet();
        allowChange(Realm.ROOT, false);
        awaitPassed(Instant.now(), Duration.ofSeconds(1));
        assertThat(change(Realm.ROOT, headers)).isEqualTo(403);
    }

    @Test
    void changedPolicyAppliesAfterTheTtlWithoutNotificationsAndNotBefore() {
        allowChange(Realm.ALPHA, true);
        String[] headers = cookie(session(Realm.ALPHA));
        assertThat(change(Realm.ALPHA, headers)).isEqualTo(200);
        Instant decided = Instant.now();
        allowChange(Realm.ALPHA, false);
        awaitPassed(Instant.now(), Duration.ofSeconds(2));
        assertThat(change(Realm.ALPHA, headers)).isEqualTo(200);
        awaitPassed(decided, TTL);
        assertThat(change(Realm.ALPHA, headers)).isEqualTo(403);
    }

    /** As {@link NotificationsIT} does: of what OpenAM sends at once it loses all but the first. */
    private static void awaitQuiet() {
        awaitPassed(Instant.now(), Duration.ofSeconds(2));
    }

    private static void awaitPassed(Instant since, Duration time) {
        Await.until(time + " have passed", () -> Instant.now().isAfter(since.plus(time)));
    }
}
