package org.journeyguard.internal.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where a token goes, and where it does not. */
class TargetTest {
    private static final Target API = new Target(URI.create("https://orders.example.com/api"), null);
    private static final Target SERVER = new Target(URI.create("http://localhost:8081"), null);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://orders.example.com/api",
                "https://orders.example.com/api/",
                "https://orders.example.com/api/orders?of=alice#first",
                "https://orders.example.com:443/api",
                "HTTPS://Orders.Example.COM/api",
                "https://orders.example.com/api/%C3%A4;v=1/x"
            })
    void callsBelowItsPathAreItsOwn(String call) {
        assertThat(API.covers(URI.create(call))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://orders.example.com",
                "https://orders.example.com/",
                "https://orders.example.com/apis",
                "https://orders.example.com/API",
                "https://orders.example.com/api;v=1/x",
                "https://orders.example.com/api/../admin",
                "https://orders.example.com/api/..",
                "https://orders.example.com/api/..;/admin",
                "https://orders.example.com/api/./x",
                "https://orders.example.com/api/%2e%2e/admin",
                "https://orders.example.com/api/x%2f..%2fadmin",
                "https://orders.example.com/api/%5c..",
                "https://orders.example.com:8443/api",
                "http://orders.example.com/api",
                "http://orders.example.com:443/api",
                "https://example.com/api",
                "https://orders.example.com.evil.example/api",
                "https://orders.example.com@evil.example/api",
                "https://me@orders.example.com/api",
                "https://evil.example/https://orders.example.com/api",
                "//orders.example.com/api",
                "/api",
                "mailto:orders@example.com"
            })
    void nothingElseIs(String call) {
        assertThat(API.covers(URI.create(call))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://localhost:8081", "http://localhost:8081/", "http://localhost:8081/a/../b"})
    void aServerWithoutAPathIsAllOfIt(String call) {
        assertThat(SERVER.covers(URI.create(call))).isTrue();
        assertThat(SERVER.covers(URI.create(call.replace("8081", "80811")))).isFalse();
    }
}
