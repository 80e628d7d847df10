package org.journeyguard.internal.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.MalformedURLException;
import java.net.URI;
import java.net.URL;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** To which addresses a token is sent. */
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
    void targetCoversCallsBelowItsPath(String call) {
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
    void targetDoesNotCoverOtherCalls(String call) {
        assertThat(API.covers(URI.create(call))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://localhost:8081", "http://localhost:8081/", "http://localhost:8081/a/../b"})
    void targetWithoutPathCoversItsServer(String call) {
        assertThat(SERVER.covers(URI.create(call))).isTrue();
        assertThat(SERVER.covers(URI.create(call.replace("8081", "80811")))).isFalse();
    }

    /** The JDK knows the default port of each scheme. */
    @Test
    void serversAreEqualInSchemeHostAndPortOrDefaultPort() throws Exception {
        List<String> servers = new ArrayList<>();
        for (String scheme : List.of("http", "https", "HTTP", "Https")) {
            for (String host : List.of("a.example", "A.Example", "b.example", "[::1]")) {
                for (String port : List.of("", ":", ":0", ":80", ":443", ":8080")) {
                    servers.add(scheme + "://" + host + port);
                }
            }
        }
        for (String server : servers) {
            Target target = new Target(URI.create(server + "/api"), null);
            for (String other : servers) {
                assertThat(target.covers(URI.create(other + "/api/x")))
                        .as("%s for %s", other, server)
                        .isEqualTo(canonical(server).equals(canonical(other)));
            }
        }
    }

    private static String canonical(String server) throws MalformedURLException {
        URL url = new URL(server);
        int port = url.getPort() == -1 ? url.getDefaultPort() : url.getPort();
        return (url.getProtocol() + "://" + url.getHost() + ":" + port).toLowerCase(Locale.ROOT);
    }
}
