package org.journeyguard.internal.logout.step;

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
import org.journeyguard.internal.logout.step.LogoutTask.SendNotice;
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

    /** Returns the task of sending a notice to each receiver. */
    public List<SendNotice> of(LogoutContext context) {
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
        return receivers.keySet().stream().map(url -> new SendNotice(url, body)).toList();
    }

    /** Sends a notice; it is done if the receiver confirms it with a 2xx. */
    StepResult send(SendNotice notice, Deadline deadline) {
        AmHttp http = receivers.get(notice.receiver());
        if (http == null) {
            return new StepResult.Failed("this receiver is no longer configured", false);
        }
        Map<String, String> headers = Map.of("X-Journey-Signature", "sha256=" + signature(notice.body()));
        AmRequest request =
                AmRequest.json("notice", "POST", notice.receiver().toString(), "notice", headers, notice.body());
        AmResponse reply = http.call(request.urgent(), deadline);
        return reply.status() >= 200 && reply.status() < 300
                ? StepResult.DONE
                : new StepResult.Failed(reply.description(), true);
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

    @Override
    public void close() {
        receivers.values().forEach(AmHttp::close);
    }
}
