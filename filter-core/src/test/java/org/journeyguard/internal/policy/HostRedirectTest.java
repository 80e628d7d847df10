package org.journeyguard.internal.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.journeyguard.fixtures.TestRequestFacts;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HostRedirectTest {
    private static final HostRedirect HOSTS =
            new HostRedirect("https://app.example.com/shop", Set.of("shop", "old.example.com"));

    private static TestRequestFacts request(String method, String path, String host) {
        return TestRequestFacts.of(method, path).with("server-name", host);
    }

    @ParameterizedTest
    @CsvSource({
        "/a/b,            ,      https://app.example.com/shop/a/b",
        "/,               x=%20, https://app.example.com/shop/?x=%20",
        "'',              ,      https://app.example.com/shop/",
        "//evil.example,  ,      https://app.example.com/shop/",
        ";@evil.example/, ,      https://app.example.com/shop/",
        "@evil.example/,  ,      https://app.example.com/shop/",
        ".evil.example/,  ,      https://app.example.com/shop/",
        "/a/../b,         ,      https://app.example.com/shop/",
        "/a;jsessionid=1, y,     https://app.example.com/shop/a?y",
        "/%C3%A4,         ,      https://app.example.com/shop/%C3%A4"
    })
    void getForAKnownAliasIsRedirectedToTheSamePath(String path, String query, String expected) {
        assertThat(HOSTS.of(request("GET", path, "Shop").withQuery(query))).contains(new Decision.GoBack(expected));
    }

    @ParameterizedTest
    @ValueSource(strings = {"HEAD", "POST", "PUT", "DELETE", "OPTIONS", "get"})
    void otherMethodsAreNotRedirected(String method) {
        assertThat(HOSTS.of(request(method, "/a", "shop"))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"app.example.com", "unknown.example.com", "", "shop.example.com"})
    void otherHostsAreNotRedirected(String host) {
        assertThat(HOSTS.of(request("GET", "/a", host))).isEmpty();
    }

    @Test
    void malformedPathsAndHandshakesAreNotRedirected() {
        assertThat(HOSTS.of(request("GET", "/a%0d%0ab", "shop"))).isEmpty();
        assertThat(HOSTS.of(request("GET", "/a", "shop").with("Upgrade", "websocket")))
                .isEmpty();
    }
}
