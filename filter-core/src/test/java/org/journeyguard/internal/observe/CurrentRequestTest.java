package org.journeyguard.internal.observe;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.journeyguard.RequestInfo;
import org.junit.jupiter.api.Test;

/** What background tasks know of the request that started them. */
class CurrentRequestTest {
    private static final RequestInfo INFO = new RequestInfo("192.0.2.1", "GET", "/account", "jg-1");

    /** As a container's request, which is recycled when its response is complete. */
    private static final class Recycled implements RoutedRequest {
        private boolean isOver;

        private <T> T read(T value) {
            if (isOver) {
                throw new IllegalStateException("recycled");
            }
            return value;
        }

        @Override
        public RequestInfo get() {
            return read(INFO);
        }

        @Override
        public String lbCookie() {
            return read("amlbcookie=01");
        }

        @Override
        public String userAgent() {
            return read("browser");
        }
    }

    @Test
    void backgroundTaskKnowsItsRequestAfterItsEnd() {
        Recycled request = new Recycled();
        List<Object> known = new ArrayList<>();
        Supplier<RequestInfo> before = CurrentRequest.enter(request);
        Runnable task;
        try {
            task = CurrentRequest.handedOver(() -> {
                known.add(CurrentRequest.requestInfo());
                known.add(String.valueOf(CurrentRequest.lbCookie()));
                known.add(CurrentRequest.userAgent());
            });
        } finally {
            CurrentRequest.leave(before);
        }
        request.isOver = true;
        task.run();
        assertThat(known).containsExactly(INFO, "amlbcookie=01", "browser");
        assertThat(CurrentRequest.requestInfo()).isEqualTo(RequestInfo.NONE);
    }
}
