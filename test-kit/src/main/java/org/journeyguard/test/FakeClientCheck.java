package org.journeyguard.test;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.function.Function;
import org.journeyguard.test.FakeClient.Authentication;
import org.jspecify.annotations.Nullable;

/** Who asks {@link FakeAm}, as far as clients are concerned. */
final class FakeClientCheck {
    private static final String FAILED = "Client authentication failed";

    private final FakeAnswers am;
    private final FakeProvider provider;
    private final FakeAssertions assertions;

    FakeClientCheck(FakeAnswers am, FakeProvider provider) {
        this.am = am;
        this.provider = provider;
        this.assertions = new FakeAssertions(am, provider);
    }

    /** Goes on with a client that has proven itself in the way that it is registered for. */
    FakeReply registered(FakeCall call, String realm, Function<FakeClient, FakeReply> then) {
        boolean isBasic = claim(call).isBasic;
        return any(
                call,
                realm,
                client -> isBasic == (client.authentication() == Authentication.BASIC)
                                && isAsserted(call) == (client.authentication() == Authentication.PRIVATE_KEY_JWT)
                        ? then.apply(client)
                        : refusal(isBasic, "Invalid authentication method for accessing this endpoint."));
    }

    /** Goes on with a client that has proven itself in any way; others are told of a way to do so. */
    FakeReply any(FakeCall call, String realm, Function<FakeClient, FakeReply> then) {
        FakeReply reply = untold(call, realm, then);
        boolean isRefused = reply.status() == 401;
        return isRefused ? reply.with("WWW-Authenticate", "Basic realm=\"" + realm + "\"") : reply;
    }

    /** Goes on with a client that has proven itself in any way. */
    FakeReply untold(FakeCall call, String realm, Function<FakeClient, FakeReply> then) {
        Claim claim = claim(call);
        FakeClient client = isAsserted(call) ? assertions.client(call, realm) : check(claim);
        return client == null ? refusal(claim) : then.apply(client);
    }

    private static boolean isAsserted(FakeCall call) {
        return !call.parameter("client_assertion").isEmpty();
    }

    private record Claim(boolean isBasic, String id, String secret) {}

    private Claim claim(FakeCall call) {
        String authorization = call.header("Authorization");
        if (!authorization.startsWith("Basic ")) {
            return new Claim(false, call.parameter("client_id"), call.parameter("client_secret"));
        }
        byte[] bytes = Base64.getDecoder().decode(authorization.substring("Basic ".length()));
        String pair = new String(bytes, StandardCharsets.UTF_8);
        int colon = pair.indexOf(':');
        return new Claim(true, decoded(pair.substring(0, colon)), decoded(pair.substring(colon + 1)));
    }

    /** RFC 6749 section 2.3.1, which OpenAM does not know. */
    private String decoded(String text) {
        return am.kind.isPing() ? URLDecoder.decode(text, StandardCharsets.UTF_8) : text;
    }

    private @Nullable FakeClient check(Claim claim) {
        FakeClient client = provider.client(claim.id);
        boolean isByKey = client != null && client.authentication() == Authentication.PRIVATE_KEY_JWT;
        return client != null && !isByKey && client.secret().equals(claim.secret) ? client : null;
    }

    private FakeReply refusal(Claim claim) {
        return refusal(claim.isBasic, FAILED);
    }

    private static FakeReply refusal(boolean isBasic, String description) {
        return FakeOAuth.error(isBasic ? 401 : 400, "invalid_client", description);
    }
}
