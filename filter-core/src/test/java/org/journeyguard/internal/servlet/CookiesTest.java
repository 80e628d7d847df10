package org.journeyguard.internal.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.http.HttpServletResponse;
import java.lang.reflect.Proxy;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.journeyguard.internal.am.session.CookieName;
import org.journeyguard.internal.am.session.ServerInfo;
import org.journeyguard.internal.credential.AppSession;
import org.journeyguard.internal.http.AmResult;
import org.journeyguard.internal.policy.LoginCount;
import org.journeyguard.internal.signin.SignInCookie;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The filter's cookies as browsers store them (RFC 6265bis, 5), for each combination of application, path and name. */
class CookiesTest {
    private static final String SSO = "iPlanetDirectoryPro";
    private static final String HOST_ONLY = "__Host-journey-session";
    private static final List<String> PATHS = List.of("", "/shop", "/shop/v2");
    private static final List<String> HOSTS =
            List.of("app.example.com", "a.b.example.co.uk", "EXAMPLE.com", "localhost", "127.0.0.1", "[::1]");

    private final List<String> sent = new ArrayList<>();
    private final HttpServletResponse response = (HttpServletResponse) Proxy.newProxyInstance(
            getClass().getClassLoader(), new Class<?>[] {HttpServletResponse.class}, (self, method, args) -> {
                assertThat(method.getName()).isEqualTo("addHeader");
                assertThat(args[0]).isEqualTo("Set-Cookie");
                sent.add((String) args[1]);
                return null;
            });

    /** A cookie as a browser tells it from others. */
    private record Key(String name, String domain, String path) {}

    /** A header, split as browsers do; attributes without a value have an empty one. */
    private record Sent(String name, String value, Map<String, String> attributes) {
        static Sent of(String header) {
            String[] parts = header.split("; ", -1);
            Map<String, String> attributes = new LinkedHashMap<>();
            for (String part : Arrays.asList(parts).subList(1, parts.length)) {
                int equals = part.indexOf('=');
                assertThat(attributes.put(
                                equals < 0 ? part : part.substring(0, equals),
                                equals < 0 ? "" : part.substring(equals + 1)))
                        .as(header)
                        .isNull();
            }
            int equals = parts[0].indexOf('=');
            return new Sent(parts[0].substring(0, equals), parts[0].substring(equals + 1), attributes);
        }

        Key key() {
            return new Key(name, attributes.getOrDefault("Domain", ""), attributes.getOrDefault("Path", ""));
        }
    }

    /** An application at an address, with its own session cookie or AM's. */
    private record App(
            String url, String contextPath, @Nullable String own) {
        Cookies cookies(CookieName name) {
            return new Cookies(URI.create(url + contextPath), contextPath, name, own);
        }

        boolean isSecure() {
            return url.startsWith("https:");
        }
    }

    private static List<App> apps() {
        List<App> apps = new ArrayList<>();
        for (String host : HOSTS) {
            for (String path : PATHS) {
                apps.add(new App("https://" + host, path, HOST_ONLY));
                for (String scheme : List.of("http", "https")) {
                    apps.add(new App(scheme + "://" + host, path, "journey-session"));
                    apps.add(new App(scheme + "://" + host, path, null));
                }
            }
        }
        return apps;
    }

    private static CookieName amCookie(String... domains) {
        CookieName name = new CookieName(
                () -> new AmResult.Value<>(new ServerInfo(SSO, List.of(domains))),
                null,
                Duration.ofSeconds(1),
                () -> 0);
        assertThat(name.get()).isEqualTo(SSO);
        return name;
    }

    private List<Sent> sent() {
        List<Sent> all = sent.stream().map(Sent::of).toList();
        sent.clear();
        return all;
    }

    private List<Sent> all(App app) {
        Cookies cookies = app.cookies(amCookie("example.com"));
        cookies.countLogin(response, new LoginCount("journey-logins-a", "1.2", List.of("journey-logins-b")));
        cookies.bindSignIn(response, new SignInCookie("journey-sign-in-x", "1.sealed"), Duration.ofMinutes(10));
        if (app.isSecure()) {
            cookies.bindSignIn(response, new SignInCookie("__Host-journey-sign-in-x", "1.s"), Duration.ofMinutes(10));
        }
        cookies.begin(response, AppSession.make());
        cookies.expireSession(response);
        return sent();
    }

    @Test
    void cookiesAreHttpOnlyAndSecureOverHttps() {
        for (App app : apps()) {
            assertThat(all(app)).as("%s", app).isNotEmpty().allSatisfy(cookie -> {
                assertThat(cookie.attributes()).containsKeys("HttpOnly", "Path");
                assertThat(cookie.attributes().containsKey("Secure")).isEqualTo(app.isSecure());
            });
        }
    }

    @Test
    void ownCookiesAreNotSentWithCrossSitePosts() {
        for (App app : apps()) {
            assertThat(all(app))
                    .as("%s", app)
                    .filteredOn(cookie -> !cookie.name().equals(SSO))
                    .allSatisfy(cookie -> assertThat(cookie.attributes()).containsEntry("SameSite", "Lax"));
        }
    }

    @Test
    void hostPrefixedCookiesMeetTheRulesOfBrowsers() {
        for (App app : apps()) {
            assertThat(all(app))
                    .as("%s", app)
                    .filteredOn(cookie -> cookie.name().startsWith("__Host-"))
                    .allSatisfy(cookie -> assertThat(cookie.attributes())
                            .containsEntry("Path", "/")
                            .containsKey("Secure")
                            .doesNotContainKey("Domain"));
        }
    }

    @Test
    void cookieIsExpiredAtItsPathAndDomain() {
        for (App app : apps()) {
            Cookies cookies = app.cookies(amCookie());
            cookies.countLogin(response, new LoginCount("journey-logins-a", "1.2", List.of()));
            cookies.bindSignIn(response, new SignInCookie("journey-sign-in-x", "1.s"), Duration.ofMinutes(10));
            cookies.begin(response, AppSession.make());
            List<Sent> set = sent();
            cookies.countLogin(response, new LoginCount("journey-logins-z", "1.2", List.of("journey-logins-a")));
            cookies.expireOwn(response, "journey-sign-in-x");
            cookies.expireSession(response);
            List<Key> expired = sent().stream()
                    .filter(cookie -> "0".equals(cookie.attributes().get("Max-Age")))
                    .map(Sent::key)
                    .toList();
            assertThat(expired)
                    .as("%s", app)
                    .containsAll(set.stream().map(Sent::key).toList());
        }
    }

    @Test
    void expiredCookiesAreEmpty() {
        for (App app : apps()) {
            assertThat(all(app))
                    .as("%s", app)
                    .allSatisfy(cookie -> assertThat(cookie.value().isEmpty())
                            .isEqualTo("0".equals(cookie.attributes().get("Max-Age"))));
        }
    }

    @Test
    void sessionCookiesPlantedByOtherHostsAndPathsAreExpired() {
        Cookies cookies = new App("https://a.b.example.com", "/shop", "journey-session").cookies(amCookie());
        cookies.expireSession(response);
        List<Key> expired = sent().stream().map(Sent::key).toList();
        for (String domain : List.of("", "a.b.example.com", "b.example.com", "example.com")) {
            for (String path : List.of("/", "/shop")) {
                assertThat(expired).contains(new Key("journey-session", domain, path));
            }
        }
    }

    @Test
    void ipAddressAndSingleLabelHostHaveNoDomains() {
        for (String host : List.of("localhost", "127.0.0.1", "[::1]")) {
            new App("http://" + host, "", "journey-session").cookies(amCookie()).expireSession(response);
            assertThat(sent())
                    .as(host)
                    .isNotEmpty()
                    .allSatisfy(cookie -> assertThat(cookie.attributes()).doesNotContainKey("Domain"));
        }
    }

    @Test
    void amsCookieIsExpiredForThisHostAndForAmsDomainsAroundIt() {
        CookieName name =
                amCookie("Example.com", "app.example.com", "ample.com", "other.example.com", "x.app.example.com");
        new App("https://app.example.com", "/shop", null).cookies(name).expireSession(response);
        assertThat(sent())
                .allSatisfy(cookie -> assertThat(cookie.attributes()).containsEntry("Max-Age", "0"))
                .extracting(Sent::key)
                .containsExactlyInAnyOrder(
                        new Key(SSO, "", "/"), new Key(SSO, "example.com", "/"), new Key(SSO, "app.example.com", "/"));
    }

    /** Rule: whichever of them was planted, for a domain or path from which the browser sends it here. */
    @ParameterizedTest
    @ValueSource(strings = {SSO, "journey-session"})
    void conflictingCookiesAreExpiredInEachScopeOfTheRequest(String name) {
        Cookies cookies = new App("https://a.b.example.com", "/shop", name.equals(SSO) ? null : name)
                .cookies(amCookie("example.com"));
        cookies.expireConflicting(response, "/shop/account/orders");
        List<Sent> all = sent();
        assertThat(all).allSatisfy(each -> assertThat(each.attributes()).containsEntry("Max-Age", "0"));
        List<Key> expired = all.stream().map(Sent::key).toList();
        for (String domain : List.of("", "a.b.example.com", "b.example.com", "example.com")) {
            for (String path :
                    List.of("/", "/shop", "/shop/", "/shop/account", "/shop/account/", "/shop/account/orders")) {
                assertThat(expired).contains(new Key(name, domain, path));
            }
        }
    }

    @Test
    void headersOfConflictingCookiesFitIntoAResponse() {
        Cookies cookies = new App("https://one.two.three.example.com", "/shop", null).cookies(amCookie());
        for (String path : List.of("/a".repeat(500), "/" + "a".repeat(5_000), "/a;b=1/c", "/", "")) {
            cookies.expireConflicting(response, path);
            assertThat(String.join("", sent)).as(path).hasSizeLessThan(7_000);
            assertThat(sent())
                    .isNotEmpty()
                    .allSatisfy(each -> assertThat(each.key().path()).startsWith("/"));
        }
    }

    @Test
    void noCookieIsExpiredWhileAmsCookieNameIsUnknown() {
        CookieName unknown =
                new CookieName(() -> new AmResult.NoAnswer<>("serverinfo"), null, Duration.ofSeconds(1), () -> 0);
        new App("https://app.example.com", "", null).cookies(unknown).expireSession(response);
        assertThat(sent).isEmpty();
    }

    @Test
    void sessionsEndWithTheBrowserAndSignInsAfterTheirTimeout() {
        Cookies cookies = new App("https://app.example.com", "", HOST_ONLY).cookies(amCookie());
        AppSession session = AppSession.make();
        cookies.begin(response, session);
        cookies.bindSignIn(response, new SignInCookie("journey-sign-in-x", "1.s"), Duration.ofMinutes(10));
        List<Sent> set = sent();
        assertThat(set.get(0).value()).isEqualTo(session.value());
        assertThat(set.get(0).attributes()).doesNotContainKeys("Max-Age", "Expires");
        assertThat(set.get(1).attributes()).containsEntry("Max-Age", "600");
    }

    @Test
    void noSessionCookieIsSetWithAmsCookie() {
        new App("https://app.example.com", "", null).cookies(amCookie()).begin(response, AppSession.make());
        assertThat(sent).isEmpty();
    }

    @Test
    void cookiesWithoutAppUrlAreForTheContextAndNotSecure() {
        new Cookies(null, "/shop", amCookie(), "journey-session").begin(response, AppSession.make());
        assertThat(sent())
                .singleElement()
                .satisfies(cookie -> assertThat(cookie.attributes())
                        .containsEntry("Path", "/shop")
                        .doesNotContainKey("Secure"));
    }
}
