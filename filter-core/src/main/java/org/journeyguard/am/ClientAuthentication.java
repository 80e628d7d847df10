package org.journeyguard.am;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.journeyguard.am.OAuthSettings.Authentication;
import org.jspecify.annotations.Nullable;

/**
 * Says who the client is (RFC 6749, 2.3.1). By {@code client_secret_basic} id and secret are encoded each on its own first, which
 * PingAM expects and OpenAM does not understand: where that makes a difference it is found out which of the two the server is.
 */
final class ClientAuthentication {
    private final String id;
    private final @Nullable String secret;
    private final boolean isBasic;
    /** How the server reads the header, once that is known; until then the way that the specification has it. */
    private volatile boolean isPlain;

    ClientAuthentication(OAuthSettings settings) {
        this.id = String.valueOf(settings.clientId());
        this.secret = settings.clientSecret();
        this.isBasic = settings.authentication() == Authentication.BASIC;
    }

    /**
     * Sends a request as the client's.
     *
     * @param request a form
     * @param send it
     */
    AmReply call(AmRequest request, Function<AmRequest, AmReply> send) {
        if (secret == null || !isBasic) {
            return send.apply(request.adding(
                    secret == null ? Map.of("client_id", id) : Map.of("client_id", id, "client_secret", secret)));
        }
        boolean plainFirst = isPlain;
        AmReply reply = send.apply(request.with(basic(plainFirst)));
        boolean isTelling = reply.is(401) && !basic(true).equals(basic(false));
        if (isTelling) {
            AmReply other = send.apply(request.with(basic(!plainFirst)));
            if (!other.is(401)) {
                isPlain = !plainFirst;
                return other;
            }
        }
        return reply;
    }

    private Map<String, String> basic(boolean plain) {
        UnaryOperator<String> written = plain ? UnaryOperator.identity() : AmRequest::encoded;
        String pair = written.apply(id) + ":" + written.apply(String.valueOf(secret));
        return Map.of(
                "Authorization", "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8)));
    }
}
