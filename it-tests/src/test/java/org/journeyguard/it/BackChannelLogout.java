package org.journeyguard.it;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.net.URI;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.journeyguard.fixtures.SigningKey;
import org.journeyguard.fixtures.TestJwts;
import org.journeyguard.it.proxy.Fault;

/**
 * What OpenAM does not send: logout tokens (OpenID Connect Back-Channel Logout 1.0, 2.4). They are signed with a key that the proxy shows
 * beside AM's.
 */
final class BackChannelLogout {
    static final String PATH = "/journey/backchannel-logout";

    private static final SigningKey KEY = SigningKey.rsa("RS256", "logout-tokens", 2_048);
    private static final long LIFE = 120;

    private BackChannelLogout() {}

    /** Adds the key to those of AM. */
    static Fault keys() {
        JsonObject ofAm = App.json(App.call("GET", URI.create(Servers.am().url() + "/oauth2/connect/jwk_uri")));
        JsonObject all = Json.createObjectBuilder()
                .add(
                        "keys",
                        Json.createArrayBuilder(ofAm.getJsonArray("keys")).add(Json.createObjectBuilder(KEY.jwk())))
                .build();
        return new Fault.Only("/connect/jwk_uri", new Fault.Reply(200, "application/json", all.toString()));
    }

    /** The form that AM would send to end the sessions of the user whom an ID token names. */
    static String token(String idToken) {
        long now = Instant.now().getEpochSecond();
        return "logout_token="
                + TestJwts.of(idToken)
                        .header("alg", KEY.algorithm())
                        .header("kid", KEY.keyId())
                        .claim("nonce", null)
                        .claim("iat", now)
                        .claim("exp", now + LIFE)
                        .claim("jti", UUID.randomUUID().toString())
                        .claim("events", Map.of("http://schemas.openid.net/event/backchannel-logout", Map.of()))
                        .signedBy(KEY);
    }
}
