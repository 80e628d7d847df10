package org.journeyguard.internal.request;

import static org.assertj.core.api.Assertions.assertThat;

import org.journeyguard.internal.policy.TestRequest;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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
    void aPersonIsRecognisedByANavigation(
            @Nullable String mode, @Nullable String accept, @Nullable String requestedWith, boolean expected) {
        TestRequest request = TestRequest.get("/account");
        request = mode == null ? request : request.with("Sec-Fetch-Mode", mode);
        request = accept == null ? request : request.with("Accept", accept);
        request = requestedWith == null ? request : request.with("X-Requested-With", requestedWith);
        assertThat(request.wantsPage()).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"websocket, true", "WebSocket, true", "h2c, false", "websockets, false", ", false"})
    void aWebSocketHandshakeIsRecognisedByItsUpgrade(@Nullable String upgrade, boolean expected) {
        TestRequest request = TestRequest.get("/ws");
        assertThat((upgrade == null ? request : request.with("Upgrade", upgrade)).isWebSocketHandshake())
                .isEqualTo(expected);
    }
}
