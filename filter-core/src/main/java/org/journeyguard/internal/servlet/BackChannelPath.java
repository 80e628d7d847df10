package org.journeyguard.internal.servlet;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import org.journeyguard.internal.logout.BackChannel;
import org.journeyguard.internal.response.FilterResponse;
import org.jspecify.annotations.Nullable;

/** Answers AM's logout tokens (OpenID Connect Back-Channel Logout 1.0, 2.8). */
public final class BackChannelPath {
    private static final String NAME = "logout_token";

    private BackChannelPath() {}

    public static void answer(BackChannel backChannel, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        String token = token(request);
        BackChannel.Received received = token == null ? new BackChannel.Received.Refused() : backChannel.receive(token);
        ResponseWriter.write(answer(received), response);
    }

    /** Reads the logout token from the body only, because URLs are often logged. */
    private static @Nullable String token(HttpServletRequest request) {
        String query = request.getQueryString();
        String[] values = request.getParameterValues(NAME);
        boolean isSingle = values != null && values.length == 1 && (query == null || !query.contains(NAME));
        return isSingle ? values[0] : null;
    }

    private static FilterResponse answer(BackChannel.Received received) {
        if (received instanceof BackChannel.Received.Done) {
            return new FilterResponse(200, Map.of("Cache-Control", "no-store"), "", "");
        }
        return received instanceof BackChannel.Received.NoAnswer none
                ? error(503, "temporarily_unavailable", none.outage().retryAfter())
                : error(400, "invalid_request", null);
    }

    private static FilterResponse error(int status, String error, @Nullable Duration retryAfter) {
        Map<String, String> headers = retryAfter == null
                ? Map.of("Cache-Control", "no-store")
                : Map.of(
                        "Cache-Control",
                        "no-store",
                        "Retry-After",
                        String.valueOf(Math.max(1, retryAfter.plusMillis(999).toSeconds())));
        return new FilterResponse(status, headers, "application/json", "{\"error\":\"" + error + "\"}");
    }
}
