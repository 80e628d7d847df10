package org.journeyguard.internal.token;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.jose.util.JSONObjectUtils;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.journeyguard.Claims;
import org.journeyguard.test.ManualTime;
import org.jspecify.annotations.Nullable;

/**
 * Tokens as AM signs them (OpenAM 16, recorded), and others. A change gives another token; the keys are made once.
 *
 * @param header as JSON
 * @param payload as JSON
 */
public record TestJwts(String header, String payload) {
    public static final String ISSUER = "https://am.example.com/am/oauth2/realms/root/realms/alpha";
    public static final String CLIENT = "web-app";
    static final String NONCE = "n1";

    public static final SigningKey RSA = SigningKey.rsa("RS256", "zhBofbZw+jkZZjXs28fGfzxZgM8=", 2_048);
    public static final SigningKey EC = SigningKey.ec(Curve.P_256, "ES256", "MYv/TlhD38w0GVgX3sohEWb6th0=");
    public static final SigningKey ED25519 = SigningKey.ed25519("9Q+ed25519/x=");

    /** A key that is none of AM's. */
    public static final SigningKey STRANGERS = SigningKey.rsa("RS256", "zhBofbZw+jkZZjXs28fGfzxZgM8=", 2_048);

    private static final long NOW = ManualTime.START.getEpochSecond();

    /** What somebody has signed, to be changed and signed by somebody else. */
    public static TestJwts of(String token) {
        String[] parts = token.split("\\.", -1);
        return new TestJwts(decoded(parts[0]), decoded(parts[1]));
    }

    public static TestJwts accessToken() {
        Map<String, Object> claims = common("access_token");
        claims.put("typ", "Bearer");
        claims.put("token_type", "Bearer");
        claims.put("nbf", NOW);
        claims.put("scope", "openid profile email");
        claims.put("auth_time", NOW);
        claims.put("expires_in", 3_600_000);
        return new TestJwts(json(Map.of("typ", "JWT", "zip", "NONE")), json(claims));
    }

    public static TestJwts refreshToken() {
        Map<String, Object> claims = common("refresh_token");
        claims.put("token_type", "Bearer");
        claims.put("nbf", NOW);
        claims.put("scope", List.of("openid", "profile", "email"));
        claims.put("auth_time", NOW * 1_000);
        claims.put("expires_in", 86_400_000);
        return new TestJwts(json(Map.of("typ", "JWT", "zip", "NONE")), json(claims));
    }

    public static TestJwts idToken() {
        Map<String, Object> claims = common("id_token");
        claims.put("nonce", NONCE);
        claims.put("azp", CLIENT);
        claims.put("auth:time", NOW);
        claims.put("tokenType", "JWTToken");
        return new TestJwts(json(Map.of("typ", "JWT")), json(claims));
    }

    private static Map<String, Object> common(String tokenName) {
        Map<String, Object> claims = new LinkedHashMap<>();
        claims.put("sub", "alice");
        claims.put("iss", ISSUER);
        claims.put("tokenName", tokenName);
        claims.put("aud", CLIENT);
        claims.put("realm", "/alpha");
        claims.put("exp", NOW + 3_600);
        claims.put("iat", NOW);
        return claims;
    }

    /** With another claim; null takes it away. */
    public TestJwts claim(String name, @Nullable Object value) {
        return new TestJwts(header, changed(payload, name, value));
    }

    /** With another member of the header; null takes it away. */
    public TestJwts header(String name, @Nullable Object value) {
        return new TestJwts(changed(header, name, value), payload);
    }

    /** With that text for a header. */
    public TestJwts rawHeader(String text) {
        return new TestJwts(text, payload);
    }

    /** With that text for claims. */
    public TestJwts rawPayload(String text) {
        return new TestJwts(header, text);
    }

    public Claims claims() {
        return new Claims(parsed(payload));
    }

    /** The token, with the key's id and algorithm in its header, unless it says something else about them. */
    public String signedBy(SigningKey key) {
        TestJwts named = this;
        Map<String, Object> members = parsed(header);
        if (!members.containsKey("alg")) {
            named = named.header("alg", key.algorithm());
        }
        if (!members.containsKey("kid") && key.keyId() != null) {
            named = named.header("kid", key.keyId());
        }
        return named.signedAsItIs(key);
    }

    /** The token, whatever its header says. */
    public String signedAsItIs(SigningKey key) {
        String text = encoded(header) + '.' + encoded(payload);
        try {
            return text + '.' + key.signature().of(text.getBytes(StandardCharsets.US_ASCII));
        } catch (JOSEException | GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** What AM answers when it is asked for its keys. */
    public static String jwks(SigningKey... keys) {
        return json(Map.of("keys", Arrays.stream(keys).map(SigningKey::jwk).toList()));
    }

    /** Base64url of a text. */
    public static String encoded(String text) {
        return Base64URL.encode(text).toString();
    }

    private static String decoded(String part) {
        return new Base64URL(part).decodeToString();
    }

    private static String changed(String json, String name, @Nullable Object value) {
        Map<String, Object> members = new LinkedHashMap<>(parsed(json));
        if (value == null) {
            members.remove(name);
        } else {
            members.put(name, value);
        }
        return json(members);
    }

    private static String json(Map<String, ?> members) {
        return JSONObjectUtils.toJSONString(members);
    }

    private static Map<String, Object> parsed(String json) {
        try {
            return JSONObjectUtils.parse(json);
        } catch (java.text.ParseException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
