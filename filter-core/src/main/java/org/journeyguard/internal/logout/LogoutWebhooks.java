package org.journeyguard.internal.logout;

import jakarta.json.Json;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Duration;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.LongSupplier;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.journeyguard.LogoutContext;
import org.journeyguard.internal.http.AmHttp;
import org.journeyguard.internal.http.AmRequest;
import org.journeyguard.internal.http.AmResponse;
import org.journeyguard.internal.http.ConnectionSettings;
import org.journeyguard.internal.resilience.Deadline;

/**
 * Notifies other services of logouts by a POST of JSON ({@code id, user, realm, reason, at}), with the HMAC-SHA256 of its body in
 * {@code X-Journey-Signature: sha256=<hex>}. The id and time let receivers detect replays.
 */
public final class LogoutWebhooks implements AutoCloseable {
    private static final String HMAC = "HmacSHA256";

    private final Map<URI, AmHttp> receivers = new LinkedHashMap<>();
    private final String secret;
    private final Clock clock;

    /**
     * @param settings the receivers and the signing key
     * @param connectTimeout how long a connection may take to open
     */
    public LogoutWebhooks(WebhookSettings settings, Duration connectTimeout, Clock clock, LongSupplier nanoTime) {
        this.secret = settings.secret();
        this.clock = clock;
        settings.urls()
                .forEach(url ->
                        receivers.put(url, new AmHttp(url, ConnectionSettings.direct(connectTimeout), nanoTime)));
    }

    /** Returns a notice for each receiver; it does not change when it is sent again. */
    public List<Notice> of(LogoutContext context) {
        if (receivers.isEmpty()) {
            return List.of();
        }
        String body = Json.createObjectBuilder()
                .add("id", UUID.randomUUID().toString())
                .add("user", context.user())
                .add("realm", context.realm())
                .add("reason", context.everywhere() ? "logout-everywhere" : "logout")
                .add("at", clock.instant().toString())
                .build()
                .toString();
        Map<String, String> headers = Map.of("X-Journey-Signature", "sha256=" + signature(body));
        return receivers.entrySet().stream()
                .map(each -> new Notice(
                        each.getKey().getHost(),
                        each.getValue(),
                        AmRequest.json("notice", "POST", each.getKey().toString(), "notice", headers, body)))
                .toList();
    }

    private String signature(String body) {
        try {
            Mac mac = Mac.getInstance(HMAC);
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), HMAC));
            return HexFormat.of().formatHex(mac.doFinal(body.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has " + HMAC, e);
        }
    }

    /** A notice to one receiver. */
    public static final class Notice {
        private final String host;
        private final AmHttp http;
        private final AmRequest request;

        private Notice(String host, AmHttp http, AmRequest request) {
            this.host = host;
            this.http = http;
            this.request = request;
        }

        /** Returns the host of the receiver. */
        public String host() {
            return host;
        }

        /**
         * Sends the notice.
         *
         * @return the failure; empty if the receiver confirmed it with a 2xx
         */
        public String send(Deadline deadline) {
            AmResponse reply = http.call(request.urgent(), deadline);
            return reply.status() >= 200 && reply.status() < 300 ? "" : reply.description();
        }
    }

    @Override
    public void close() {
        receivers.values().forEach(AmHttp::close);
    }
}
