package org.journeyguard.internal.am;

import static org.assertj.core.api.Assertions.assertThat;
import static org.journeyguard.internal.am.OAuthWire.parameters;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import java.text.ParseException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.journeyguard.internal.am.OAuthWire.Told;
import org.junit.jupiter.api.Test;

/** Claims of the tokens that are JWTs. */
public abstract class ClaimsWireContract extends OAuthWireContract {
    private static final String[] ID_TOKEN_CLAIMS = {
        "at_hash",
        "sub",
        "auditTrackingId",
        "iss",
        "tokenName",
        "aud",
        "org.forgerock.openidconnect.ops",
        "auth:time",
        "azp",
        "realm",
        "exp",
        "tokenType",
        "iat"
    };
    private static final String[] ACCESS_TOKEN_CLAIMS = {
        "sub",
        "auditTrackingId",
        "iss",
        "tokenName",
        "typ",
        "token_type",
        "authGrantId",
        "aud",
        "nbf",
        "realm_access",
        "scope",
        "auth_time",
        "realm",
        "exp",
        "iat",
        "expires_in",
        "jti"
    };
    private static final String[] REFRESH_TOKEN_CLAIMS = {
        "sub",
        "auditTrackingId",
        "iss",
        "tokenName",
        "authModules",
        "token_type",
        "authGrantId",
        "aud",
        "nbf",
        "scope",
        "auth_time",
        "realm",
        "exp",
        "iat",
        "expires_in",
        "jti"
    };

    /**
     * @param am closed after each test
     * @param realm whose endpoints are asked
     */
    protected ClaimsWireContract(Party am, String realm) {
        super(am, realm);
    }

    private boolean hasJwts() {
        return !realm().equals("/");
    }

    @Test
    void idTokensAreSignedWithAPublishedKeyAndHaveANonStandardAuthTime() throws Exception {
        Told told = tokens();
        JWSObject idToken = JWSObject.parse(told.text("id_token"));
        assertThat(idToken.getHeader().toJSONObject()).containsOnlyKeys("typ", "kid", "alg");
        Map<String, Object> claims = claims(idToken);
        assertThat(claims).containsKeys(ID_TOKEN_CLAIMS).containsKeys("nonce", "c_hash");
        assertThat(claims).hasSize(ID_TOKEN_CLAIMS.length + 2);
        assertThat(claims)
                .containsEntry("iss", wire().announced())
                .containsEntry("aud", APP)
                .containsEntry("sub", "alice")
                .containsEntry("nonce", "n1")
                .containsEntry("tokenName", "id_token")
                .containsEntry("realm", realm());
        Map<String, Object> refreshed = claims(
                JWSObject.parse(wire().refresh(told.text("refresh_token"), APP).text("id_token")));
        assertThat(refreshed).containsOnlyKeys(ID_TOKEN_CLAIMS);
        // seconds first, milliseconds after a refresh
        assertThat(number(refreshed, "auth:time")).isEqualTo(1_000 * number(claims, "auth:time"));
    }

    @Test
    void accessTokensAreOpaqueOrNameTheirKind() throws Exception {
        Told told = tokens();
        if (!hasJwts()) {
            assertThat(told.text("access_token")).hasSize(36).doesNotContain(".");
            assertThat(told.text("refresh_token")).hasSize(36).doesNotContain(".");
            return;
        }
        JWSObject access = JWSObject.parse(told.text("access_token"));
        assertThat(access.getHeader().toJSONObject())
                .containsOnlyKeys("typ", "zip", "kid", "alg")
                .containsEntry("typ", "JWT");
        Map<String, Object> claims = claims(access);
        assertThat(claims)
                .containsKeys(ACCESS_TOKEN_CLAIMS)
                .containsKey("nonce")
                .hasSize(18);
        assertThat(claims)
                .containsEntry("iss", wire().announced())
                .containsEntry("aud", APP)
                .containsEntry("sub", "alice")
                .containsEntry("tokenName", "access_token")
                .containsEntry("typ", "Bearer")
                .containsEntry("scope", "openid profile email")
                .containsEntry("expires_in", 3_600_000L);
        assertThat(number(claims, "exp") - number(claims, "iat")).isEqualTo(3_600);
        Map<String, String> own = parameters("grant_type", "client_credentials", "scope", "write");
        Map<String, Object> ofClient =
                claims(JWSObject.parse(wire().token(APP, own).text("access_token")));
        assertThat(ofClient).containsOnlyKeys(ACCESS_TOKEN_CLAIMS).containsEntry("sub", APP);
    }

    @Test
    void refreshTokensDifferFromAccessTokensOnlyByTokenName() throws Exception {
        Told told = tokens();
        if (!hasJwts()) {
            return;
        }
        JWSObject refresh = JWSObject.parse(told.text("refresh_token"));
        assertThat(refresh.getHeader().toJSONObject())
                .containsOnlyKeys("typ", "zip", "alg")
                .containsEntry("typ", "JWT");
        Map<String, Object> claims = claims(refresh);
        assertThat(claims)
                .containsKeys(REFRESH_TOKEN_CLAIMS)
                .containsKey("nonce")
                .hasSize(17);
        assertThat(claims)
                .containsEntry("iss", wire().announced())
                .containsEntry("aud", APP)
                .containsEntry("tokenName", "refresh_token")
                .containsEntry("scope", List.of("openid", "profile", "email"));
        // milliseconds
        assertThat(number(claims, "auth_time"))
                .isGreaterThan(Instant.parse("2500-01-01T00:00:00Z").getEpochSecond());
        Map<String, Object> access = claims(JWSObject.parse(told.text("access_token")));
        assertThat(claims).containsEntry("authGrantId", access.get("authGrantId"));
    }

    private static long number(Map<String, Object> claims, String name) {
        return claims.get(name) instanceof Number number ? number.longValue() : -1;
    }

    /** What a JWT says, once one of the published keys has proven to have signed it. */
    private Map<String, Object> claims(JWSObject jwt) throws ParseException, JOSEException {
        boolean isOurs = false;
        for (var key :
                JWKSet.parse(wire().get("/connect/jwk_uri").response().body()).getKeys()) {
            if (key instanceof RSAKey rsa) {
                String id = jwt.getHeader().getKeyID();
                isOurs |= (id == null || id.equals(key.getKeyID()))
                        && jwt.verify(new RSASSAVerifier(rsa.toRSAPublicKey()));
            }
        }
        assertThat(isOurs).isTrue();
        return jwt.getPayload().toJSONObject();
    }
}
