package org.journeyguard.internal.am.oauth;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.journeyguard.internal.config.keys.ClientAuthenticationMethod;
import org.journeyguard.internal.http.AmRequest;
import org.journeyguard.internal.http.AmResponse;
import org.journeyguard.internal.http.Chain;
import org.journeyguard.internal.http.Interceptor;
import org.jspecify.annotations.Nullable;

/**
 * Says who the client is (RFC 6749, 2.3.1; RFC 7523, 2.2; RFC 8705, 2). By {@code client_secret_basic} id and secret are encoded each
 * on its own first, which PingAM expects and OpenAM does not understand: where that makes a difference it is found out which of the
 * two the server is.
 */
final class ClientAuthentication {
    private static final String JWT_BEARER = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";

    private final String id;
    private final @Nullable String secret;
    private final @Nullable AssertionKey key;
    private final ClientAuthenticationMethod authentication;
    private final Clock clock;
    /** How the server reads the header, once that is known; until then the way that the specification has it. */
    private volatile boolean isPlain;

    ClientAuthentication(OAuthSettings settings, Clock clock) {
        this.id = String.valueOf(settings.clientId());
        this.secret = settings.clientSecret();
        this.key = settings.clientKey();
        this.authentication = settings.authentication();
        this.clock = clock;
    }

    /** Whether the client is named in a header and not in the form. */
    boolean isInHeader() {
        return authentication == ClientAuthenticationMethod.BASIC && secret != null;
    }

    /**
     * Returns the step that sends forms as the client.
     *
     * @param metadata names the audience of assertions
     */
    Interceptor in(ServerMetadata metadata) {
        return isInHeader() ? this::inHeader : (request, chain) -> chain.proceed(request.adding(inForm(metadata)));
    }

    private AmResponse inHeader(AmRequest request, Chain chain) {
        boolean plainFirst = isPlain;
        AmResponse reply = chain.proceed(request.with(basic(plainFirst)));
        boolean isOtherFormPossible = reply.is(401) && !basic(true).equals(basic(false));
        if (isOtherFormPossible) {
            AmResponse other = chain.proceed(request.with(basic(!plainFirst)));
            if (!other.is(401)) {
                isPlain = !plainFirst;
                return other;
            }
        }
        return reply;
    }

    /** By a certificate, and without any secret, the name is enough. */
    private Map<String, String> inForm(ServerMetadata metadata) {
        Map<String, String> form = new LinkedHashMap<>();
        form.put("client_id", id);
        if (authentication == ClientAuthenticationMethod.PRIVATE_KEY_JWT && key != null) {
            form.put("client_assertion_type", JWT_BEARER);
            form.put("client_assertion", key.assertion(id, metadata.tokenAudience(), clock.instant()));
        } else if (authentication == ClientAuthenticationMethod.POST && secret != null) {
            form.put("client_secret", secret);
        }
        return form;
    }

    private Map<String, String> basic(boolean plain) {
        UnaryOperator<String> written = plain ? UnaryOperator.identity() : AmRequest::encoded;
        String pair = written.apply(id) + ":" + written.apply(String.valueOf(secret));
        return Map.of(
                "Authorization", "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8)));
    }
}
