package org.journeyguard.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.journeyguard.it.App.PERSON;
import static org.journeyguard.it.App.cookie;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.journeyguard.it.am.Provisioner;
import org.journeyguard.it.probe.AnythingResource;
import org.journeyguard.it.probe.ResourceWitness;
import org.journeyguard.it.probe.Witness;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Rule 9 on a real container: targets that no client library would send, written to the socket as they are. Whether
 * something was reached is not told by the status but by witnesses behind the filter, and below it in JAX-RS.
 */
@ExtendWith(ArquillianExtension.class)
@RunAsClient
class PathProbesIT {
    private static final String HELLO = "org.journeyguard.demo.DemoApplication /api/hello; HelloResource.hello";

    /** Public and protected ones: JAX-RS, a servlet, files, folders with a welcome file, what the container adds. */
    private static final List<String> PATHS = List.of(
            "/",
            "/health",
            "/static/demo.css",
            "/api/hello",
            "/api/hello/private",
            "/api/me",
            "/api/admin",
            "/account",
            "/secret.txt",
            "/private/");

    /** A 400 wherever they stand: encoded separators, control characters, backslashes, dot segments with parameters. */
    private static final List<String> ATTACKS = List.of(
            "%2f",
            "%2F",
            "%5c",
            "%5C",
            "\\",
            "%3b",
            "%3B",
            "%00",
            "%0a",
            "%0d%0a",
            "%1f",
            "%7f",
            "%3b.css",
            "%2f.css",
            "%00.css",
            "%0a.css",
            "\u0001",
            "\u007f",
            "/..;/",
            "/.;/",
            "/..;x=y/",
            "/%2e%2e;/",
            "/.%2E;/");

    /** Never public wherever they stand: parameters, empty and dot segments, encoded dots and percents, raw UTF-8. */
    private static final List<String> AMBIGUOUS = List.of(
            ";",
            ";x=y",
            ";/",
            "//",
            "///",
            "/./",
            "/../",
            "/../../",
            "%2e",
            "%2e%2e",
            "/%2e/",
            "/%2E%2e/",
            "/.%2e/",
            "%25",
            "%252f",
            "%252e%252e",
            "#",
            "\u00c3\u00a9",
            ";.css",
            ";/x.css",
            "/../x.css");

    /** What Payara does not take for a path at all: broken escapes, broken and overlong UTF-8, breaks within the line. */
    private static final List<String> BROKEN = List.of(
            "%", "%zz", "%u002f", "%c0%af", "%c0%ae", "%e0%80%af", "%ff", "%ed%a0%80", "\u00e9", "\0", "\n", "\r\n");

    private String[] alice = {};

    @Deployment(testable = false)
    static WebArchive demoWithWitnesses() {
        return Wars.demo(Map.of("journey.paths.public", "/, /static/*, /health, /api/hello, *.css"))
                .addClasses(Witness.class, ResourceWitness.class, AnythingResource.class)
                .addAsWebResource(new StringAsset(Probe.MARK), "secret.txt")
                .addAsWebResource(new StringAsset(Probe.MARK), "private/index.html")
                .addAsWebResource(new StringAsset("for everybody"), "plain.css")
                .addAsWebResource(new StringAsset("for everybody"), "static/index.html");
    }

    @BeforeEach
    void signIn() {
        alice = cookie(Servers.am().rest().login("", Provisioner.ADMIN_USER, Provisioner.USER_PASSWORD));
    }

    /** Each path with the token before, after and in the middle of each of its segments. */
    private static Set<String> everywhere(List<String> tokens) {
        Set<String> targets = new LinkedHashSet<>();
        for (String token : tokens) {
            for (String path : PATHS) {
                for (int place : places(path)) {
                    targets.add(path.substring(0, place) + token + path.substring(place));
                }
            }
        }
        return targets;
    }

    private static Set<Integer> places(String path) {
        Set<Integer> places = new LinkedHashSet<>();
        int slash = 0;
        while (slash >= 0) {
            int next = path.indexOf('/', slash + 1);
            int end = next < 0 ? path.length() : next;
            places.addAll(List.of(slash + 1, (slash + 1 + end) / 2, end));
            slash = next;
        }
        return places;
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/                  | default /index.html                                                     | public",
                "/health            | microprofile-healthcheck-servlet /health                                | public",
                "/static/demo.css   | default /static/demo.css                                                | public",
                "/static/           | default /static/index.html                                              | public",
                "/static/none%20%c3%a9.css | default /static/none \u00e9.css                                  | public",
                "/api/hello         | org.journeyguard.demo.DemoApplication /api/hello; HelloResource.hello   | public",
                "/api/hello/private | org.journeyguard.demo.DemoApplication /api/hello/private; HelloResource.helloPrivately | protected",
                "/api/me            | org.journeyguard.demo.DemoApplication /api/me; MeResource.me            | protected",
                "/api/x/y           | org.journeyguard.demo.DemoApplication /api/x/y; AnythingResource.anything | protected",
                "/plain.css         | default /plain.css                                                      | public",
                "/account/none.css  | default /account/none.css                                               | protected",
                "/api/none.css      | org.journeyguard.demo.DemoApplication /api/none.css; AnythingResource.anything | protected",
                "/account           | org.journeyguard.demo.AccountPage /account                              | protected",
                "/secret.txt        | default /secret.txt                                                     | protected",
                "/private/          | default /private/index.html                                             | protected",
                "/index.html        | default /index.html                                                     | protected",
                "/metrics           | microprofile-metrics-resource /metrics                                  | protected",
                "/openapi           | microprofile-openapi-servlet /openapi                                   | protected"
            })
    void plainPathsReachTheirTargets(String path, String reached, String access) {
        boolean isPublic = access.equals("public");
        Probe nobody = Probe.get(path);
        assertThat(nobody.reached()).isEqualTo(isPublic ? reached : "");
        assertThat(nobody.reply().status()).isEqualTo(isPublic ? (path.contains("none") ? 404 : 200) : 401);
        assertThat(Probe.get(path, alice).reached()).isEqualTo(reached);
    }

    @Test
    void attackPathsGet400WithAndWithoutUser() {
        Set<String> targets = everywhere(ATTACKS);
        for (List<Probe> probes : List.of(Probe.all(targets), Probe.all(targets, alice))) {
            assertThat(probes).hasSizeGreaterThan(800);
            assertThat(probes).filteredOn(Probe::foundSomething).isEmpty();
            assertThat(probes)
                    .filteredOn(probe -> probe.reply().status() != 400 && !probe.isRedirectToFolder())
                    .isEmpty();
            assertThat(probes).filteredOn(probe -> probe.isOurs(400)).hasSizeGreaterThan(500);
        }
    }

    @Test
    void ambiguousPathsAreProtected() {
        List<Probe> probes = Probe.all(everywhere(AMBIGUOUS));
        assertThat(probes).hasSizeGreaterThan(800);
        assertThat(probes).filteredOn(Probe::foundSomething).isEmpty();
        assertThat(probes)
                .filteredOn(probe -> !probe.isOurs(401) && !probe.isByContainer(400) && !probe.isRedirectToFolder())
                .isEmpty();
        assertThat(probes).filteredOn(probe -> probe.isOurs(401)).hasSizeGreaterThan(600);
    }

    @Test
    void malformedTargetsReachNothingEvenWithAUser() {
        List<Probe> probes = Probe.all(everywhere(BROKEN), alice);
        assertThat(probes).hasSizeGreaterThan(500);
        assertThat(probes).filteredOn(Probe::foundSomething).isEmpty();
        assertThat(probes)
                .filteredOn(probe -> !probe.isByContainer(400) && !probe.isEmptyOk())
                .isEmpty();
    }

    @Test
    void otherSpellingsOfPublicPathsAreProtected() {
        Set<String> targets = new LinkedHashSet<>(List.of(
                "/API/hello", "/Static/demo.txt", "/STATIC/demo.txt", "/staticx/demo.txt", "/plain.CSS", "/*", "/%20"));
        for (String path : List.of("/health", "/api/hello", "/api/me", "/account", "/secret.txt", "/index.html")) {
            for (String end :
                    List.of(".", "..", "...", "/", "/.", "/..", "%20", "+", "%20/", "~", ",", "*", "%c2%a0")) {
                targets.add(path + end);
            }
            targets.add(path.toUpperCase(Locale.ROOT));
            targets.add("/" + path.substring(1, 2).toUpperCase(Locale.ROOT) + path.substring(2));
            targets.add(path.substring(0, path.length() - 1));
            targets.add("/%20" + path.substring(1));
        }
        List<Probe> probes = Probe.all(targets);
        assertThat(probes).filteredOn(Probe::foundSomething).isEmpty();
        assertThat(probes).filteredOn(probe -> !probe.isRefused()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "/api/hello;/private,               401",
        "/api/hello%3B/private,             400",
        "/api/hello;x=y/private,            401",
        "/api/hello/;/private,              401",
        "/api/me;/../hello,                 401",
        "/api/me;x/..;/hello,               400",
        "/api/hello/../me,                  401",
        "/api/hello/..;/me,                 400",
        "/api/hello/%2e%2e/me,              401",
        "/api/hello/%2e%2e%2fme,            400",
        "/api/hello%2f..%2fme,              400",
        "/api/hello/..%5cme,                400",
        "/api//hello,                       401",
        "//api/hello,                       401",
        "/static/../account,                401",
        "/static/..;/account,               301",
        "/static/%2e%2e/account,            401",
        "/static/%252e%252e/account,        401",
        "/static//..//account,              401",
        "/static/..%2faccount,              400",
        "/static/demo.css;/../../account,   401",
        "/account;/static/demo.css,         401",
        "/account%3b/static/demo.css,       400",
        "/account%00.css,                   400",
        "/secret.txt;.css,                  401",
        "/account;/x.css,                   401",
        "/api/me/x.css,                     401",
        "/api/me%2fx.css,                   400",
        "/private;/../static/,              401",
        "/api/hello%0a,                     400",
        "/health/../metrics,                401",
        "/;/api/hello,                      401",
        "/index.html;,                      401",
        "/static/../WEB-INF/beans.xml,      404",
        "/WEB-INF/beans.xml,                404"
    })
    void knownBypassesReachNothing(String target, int status) {
        Probe probe = Probe.get(target);
        assertThat(probe.foundSomething()).isFalse();
        assertThat(probe.reply().status()).isEqualTo(status);
        if (status == 400) {
            assertThat(Probe.get(target, alice).reply().status()).isEqualTo(400);
        }
    }

    @Test
    void signInReturnsOnlyToTheRequestedTarget() {
        for (String target : List.of("/account;x=y", "//evil.example/", "/static/../account", "/account?a=/../b")) {
            RawHttp.Reply reply = RawHttp.send("GET", target, App.and(PERSON, "Host", "evil.example"));
            assertThat(reply.status()).isEqualTo(302);
            assertThat(reply.header("Location"))
                    .isEqualTo(Servers.am().url() + "/UI/Login?realm=%2F&goto="
                            + URLEncoder.encode(Servers.appUrl() + target, StandardCharsets.UTF_8));
        }
        RawHttp.Reply attack = RawHttp.send("GET", "/api/hello/..;/me", PERSON);
        assertThat(attack.status()).isEqualTo(400);
        assertThat(attack.header("Content-Type")).startsWith("text/html");
        assertThat(attack.body()).contains("Malformed path");
    }

    @ParameterizedTest
    @CsvSource({
        "/api/me;x=y,            MeResource.me",
        "/api/me;jsessionid=1,   MeResource.me",
        "/api;a=b/me;c=d;e,      AnythingResource.anything",
        "/api/hello;x=y/private, HelloResource.helloPrivately",
        "/account;jsessionid=1,  AccountPage /account",
        "/secret.txt;v=1,        default /secret.txt"
    })
    void plainPathParameterIsAllowedWithAUser(String target, String reached) {
        Probe probe = Probe.get(target, alice);
        assertThat(probe.reply().status()).isEqualTo(200);
        assertThat(probe.reached()).endsWith(reached);
        assertThat(Probe.get(target).isOurs(401)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/hello?",
                "/api/hello?x=y",
                "/api/hello?/../me",
                "/api/hello?;/private",
                "/api/hello?%2f%00%0a",
                "/api/hello?_method=DELETE",
                "http://evil.example/api/hello",
                "https://evil.example:8443/api/hello?x",
                "HTTP://evil.example/api/hello",
                "http://evil.example#/api/hello"
            })
    void queryAndFragmentDoNotChangeTheDecision(String target) {
        Probe nobody = Probe.get(target);
        assertThat(nobody.reply().status()).isEqualTo(200);
        assertThat(nobody.reached()).isEqualTo(HELLO);
        Probe me = Probe.get(target.replace("/api/hello", "/api/me"));
        assertThat(me.reached()).isEmpty();
        assertThat(me.isOurs(401)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "GET,     http://localhost/api/me,                  401",
        "GET,     http://evil.example/api/hello/../me,      401",
        "GET,     http://evil.example/api/hello;/private,   401",
        "GET,     http://evil.example/api/hello/..;/me,     400",
        "GET,     http://evil.example//api/hello,           401",
        "GET,     http://evil.example;/api/me,              401",
        "GET,     http://user:secret@evil.example/api/me,   200",
        "GET,     http:///api/me,                           200",
        "GET,     http:/api/me,                             400",
        "GET,     ftp://evil.example/api/me,                400",
        "GET,     //evil.example/api/hello,                 401",
        "GET,     api/hello,                                400",
        "GET,     '',                                       400",
        "GET,     ?x,                                       400",
        "GET,     *,                                        401",
        "OPTIONS, *,                                        401",
        "GET,     localhost:80,                             400",
        "TRACE,   /api/me,                                  405",
        "HEAD,    /api/me,                                  401",
        "OPTIONS, /api/me,                                  401",
        "get,     /api/me,                                  401",
        "PROPFIND, /account,                                401"
    })
    void formOfTargetAndMethodDoNotBypassProtection(String method, String target, int status) {
        Probe probe = Probe.of(method, target);
        assertThat(probe.reached()).isEmpty();
        assertThat(probe.reply().status()).isEqualTo(status);
        if (status == 200) {
            assertThat(probe.isEmptyOk()).isTrue();
        }
    }

    @Test
    void rewritingHeadersAreIgnored() {
        for (String header : List.of(
                "X-Original-URL",
                "X-Rewrite-URL",
                "X-Original-URI",
                "X-Forwarded-Path",
                "X-Forwarded-Prefix",
                "X-Forwarded-Uri",
                "X-Forwarded-Host",
                "X-Forwarded-Proto",
                "X-Forwarded-Server",
                "X-Forwarded-Method",
                "Forwarded",
                "X-HTTP-Method-Override",
                "X-HTTP-Method",
                "X-Method-Override")) {
            List<Probe> probes = new ArrayList<>();
            for (String value :
                    List.of("/api/hello", "/api/me", "/static/demo.css", "OPTIONS", "DELETE", "evil.example")) {
                assertThat(Probe.get("/api/hello", header, value).reached())
                        .as(header + ": " + value)
                        .isEqualTo(HELLO);
                probes.add(Probe.get("/api/me", header, value));
                probes.add(Probe.of("POST", "/account", header, value));
                probes.add(Probe.get("/api/hello;/private", header, value));
            }
            assertThat(probes).as(header).allSatisfy(probe -> {
                assertThat(probe.reached()).isEmpty();
                assertThat(probe.isOurs(401)).isTrue();
            });
            RawHttp.Reply person = RawHttp.send("GET", "/account", App.and(PERSON, header, "evil.example"));
            assertThat(person.header("Location")).doesNotContain("evil");
        }
    }

    /** Payara takes its session's id out of the path before any filter sees it, for every reader below alike. */
    @ParameterizedTest
    @CsvSource({
        "/api/hello;jsessionid=1,                 HelloResource.hello",
        "/api/hello;jsessionid=1/private,         HelloResource.hello",
        "/api/hello;jsessionid=1/../me,           HelloResource.hello",
        "/api/hello;jsessionid=1%2f..%2fme,       HelloResource.hello",
        "/api/hello;jsessionidversion=1/private,  HelloResource.hello",
        "/api/hello;jreplica=1/private,           HelloResource.hello",
        "/health;jsessionid=1/ready,              microprofile-healthcheck-servlet /health",
        "/static/demo.css;jsessionid=1/../../me,  default /static/demo.css",
        "/;jsessionid=1/account,                  default /index.html",
        "/api/hello;jsessionid=1;/private,        ''",
        "/api/hello;jsessionid=1;x=y/private,     ''",
        "/api/hello;x=y;jsessionid=1/private,     ''",
        "/api/hello;jsessionid=1;jsessionid=2/private, ''",
        "/api/hello;JSESSIONID=1/private,         ''",
        "/api/hello;%6asessionid=1/private,       ''",
        "/api/me;jsessionid=1/../hello,           ''",
        "/api/me;jsessionid=1/..;/hello,          ''",
        "/api/me;jsessionid=1.css,                ''",
        "/account;jsessionid=1.css,               ''",
        "/account;jsessionid=1/static/demo.css,   ''",
        "/static/..;jsessionid=1/account,         ''",
        "/api/hello/..;jsessionid=1/me,           ''",
        "/secret.txt;jsessionid=1,                ''"
    })
    void sessionIdInThePathDoesNotBypassProtection(String target, String reached) {
        Probe probe = Probe.get(target);
        assertThat(probe.reached()).endsWith(reached);
        assertThat(probe.reached().isEmpty()).isEqualTo(reached.isEmpty());
        if (reached.isEmpty()) {
            assertThat(probe.isRefused()).as("%s", probe.reply()).isTrue();
        } else {
            assertThat(probe.reply().status()).isEqualTo(200);
        }
    }
}
