package org.journeyguard.internal.request;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.journeyguard.fixtures.TestRequestFacts;
import org.journeyguard.internal.credential.BearerToken;
import org.journeyguard.internal.credential.PresentedCredential;
import org.journeyguard.internal.credential.SsoToken;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RequestFactsTest {

    /** A browser's word about itself outweighs what it accepts. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "navigate  | */*                 |                | true",
                "navigate  | text/html           | XMLHttpRequest | true",
                "cors      | text/html           |                | false",
                "no-cors   | text/html           |                | false",
                "websocket | text/html           |                | false",
                "          | text/html,*/*;q=0.8 |                | true",
                "          | text/html           | XMLHttpRequest | false",
                "          | */*                 |                | false",
                "          | application/json    |                | false",
                "          |                     |                | false"
            })
    void personIsRecognisedByANavigation(
            @Nullable String mode, @Nullable String accept, @Nullable String requestedWith, boolean expected) {
        TestRequestFacts request = TestRequestFacts.get("/account");
        request = mode == null ? request : request.with("Sec-Fetch-Mode", mode);
        request = accept == null ? request : request.with("Accept", accept);
        request = requestedWith == null ? request : request.with("X-Requested-With", requestedWith);
        assertThat(request.wantsPage()).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"websocket, true", "WebSocket, true", "h2c, false", "websockets, false", ", false"})
    void handshakeIsRecognisedByItsUpgradeHeader(@Nullable String upgrade, boolean expected) {
        assertThat(with("Upgrade", upgrade).isWebSocketHandshake()).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"prefetch", "Prefetch", "prefetch;prerender", "prefetch;anonymous-client-ip"})
    void prefetchIsRecognisedByThreeHeaders(String purpose) {
        for (String header : List.of("Sec-Purpose", "Purpose", "X-Moz")) {
            TestRequestFacts request = TestRequestFacts.get("/account");
            assertThat(request.with(header, purpose).isPrefetch()).isTrue();
            assertThat(request.with(header, "prerender").isPrefetch()).isFalse();
            assertThat(request.with("X-" + header, purpose).isPrefetch()).isFalse();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "iframe, true",
        "frame, true",
        "embed, true",
        "object, true",
        "fencedframe, true",
        "document, false",
        "image, false",
        "empty, false",
        ", false"
    })
    void frameIsRecognisedByItsFetchDestination(@Nullable String destination, boolean expected) {
        assertThat(with("Sec-Fetch-Dest", destination).isFramed()).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "application/json                         | true",
                "Application/JSON                         | true",
                "text/html, application/json              | true",
                "application/json;q=0.1                   | true",
                "application/json; charset=utf-8 ; q=0.01 | true",
                "application/json;q=1                     | true",
                "application/json;q=0                     | false",
                "application/json;q=0.000                 | false",
                "application/json ; charset=utf-8 ; q=0.0 | false",
                "application/json;Q=0                     | false",
                "application/json;q=0, application/json   | true",
                "application/json-patch+json              | false",
                "application/*                            | false",
                "*/*                                      | false",
                "text/html;level=application/json         | false",
                "                                         | false"
            })
    void jsonIsAcceptedIfNamedWithoutZeroWeight(@Nullable String accept, boolean expected) {
        assertThat(with("Accept", accept).namesJson()).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"h2c, websocket", "websocket ,h2c", " WEBSOCKET "})
    void handshakeMayOfferOtherProtocols(String upgrade) {
        assertThat(with("Upgrade", upgrade).isWebSocketHandshake()).isTrue();
    }

    @Test
    void requestIsByBearerWithAnyAccessTokenEvenIfMalformed() {
        TestRequestFacts request = TestRequestFacts.get("/account");
        BearerToken token = Objects.requireNonNull(BearerToken.parse("abc"));
        for (PresentedCredential presented :
                List.of(token, PresentedCredential.MALFORMED_BEARER, PresentedCredential.SEVERAL_BEARERS)) {
            assertThat(request.presenting(presented).isByBearer()).isTrue();
        }
        for (PresentedCredential presented : List.of(
                PresentedCredential.NOTHING,
                PresentedCredential.MALFORMED,
                new SsoToken("abc"),
                new PresentedCredential.Conflicting(Set.of()))) {
            assertThat(request.presenting(presented).isByBearer()).isFalse();
        }
    }

    @Test
    void preflightHasOriginAndMethodAndNoCredential() {
        TestRequestFacts preflight = TestRequestFacts.of("OPTIONS", "/account")
                .with("Origin", "https://other.example.com")
                .with("Access-Control-Request-Method", "PUT");
        assertThat(preflight.isPreflight()).isTrue();
        assertThat(preflight.with("Cookie", "a=b").isPreflight()).isFalse();
        assertThat(preflight.with("Authorization", "Basic YTpi").isPreflight()).isFalse();
        assertThat(TestRequestFacts.of("OPTIONS", "/account")
                        .with("Origin", "https://other.example.com")
                        .isPreflight())
                .isFalse();
        assertThat(TestRequestFacts.of("OPTIONS", "/account")
                        .with("Access-Control-Request-Method", "PUT")
                        .isPreflight())
                .isFalse();
        assertThat(TestRequestFacts.get("/account")
                        .with("Origin", "https://other.example.com")
                        .with("Access-Control-Request-Method", "PUT")
                        .isPreflight())
                .isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "GET, true",
        "HEAD, true",
        "OPTIONS, true",
        "TRACE, true",
        "POST, false",
        "PUT, false",
        "get, false",
        "'', false"
    })
    void safeMethodsAreThoseOfHttp(String method, boolean expected) {
        assertThat(TestRequestFacts.of(method, "/account").isSafe()).isEqualTo(expected);
    }

    private static TestRequestFacts with(String header, @Nullable String value) {
        TestRequestFacts request = TestRequestFacts.get("/account");
        return value == null ? request : request.with(header, value);
    }
}
