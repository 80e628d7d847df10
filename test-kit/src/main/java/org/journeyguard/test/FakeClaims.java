package org.journeyguard.test;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * What the JWTs of {@link FakeAm} say.
 *
 * @param grant what a token comes of
 * @param issuer of the grant's realm
 * @param isPing whether PingAM says it
 * @param now when
 */
record FakeClaims(FakeGrant grant, String issuer, boolean isPing, Instant now) {
    private static final Duration ID_TOKEN_LIFETIME = Duration.ofHours(1);

    /** PingAM says of each subject what kind it is of. */
    static String subject(FakeGrant grant, boolean isPing) {
        if (!isPing) {
            return grant.subject();
        }
        return "(" + (grant.isOfUser() ? "usr" : "age") + "!" + grant.subject() + ")";
    }

    Map<String, Object> access(List<String> scope, Duration lifetime) {
        Map<String, Object> claims = begin("access_token");
        if (isPing) {
            claims.put("cts", "OAUTH2_STATELESS_GRANT");
            claims.put("auth_level", 0);
            claims.put("client_id", grant.clientId());
            claims.put("grant_type", grant.type());
        } else {
            claims.put("typ", "Bearer");
        }
        claims.put("token_type", "Bearer");
        addNonce(claims);
        claims.put("authGrantId", grant.id());
        claims.put("aud", grant.clientId());
        claims.put("nbf", now.getEpochSecond());
        if (!isPing) {
            claims.put("realm_access", grant.type().equals(FakeGrant.BY_CODE) ? Map.of("roles", List.of()) : Map.of());
        }
        claims.put("scope", isPing ? scope : String.join(" ", scope));
        // OpenAM takes seconds for milliseconds now and then
        claims.put("auth_time", isRefreshed() && !isPing ? grant.authTime().toEpochMilli() : now.getEpochSecond());
        return saying(end(claims, lifetime));
    }

    Map<String, Object> refresh(Duration lifetime) {
        Map<String, Object> claims = begin("refresh_token");
        claims.put("authModules", "DataStore");
        claims.put("token_type", "Bearer");
        claims.put("authGrantId", grant.id());
        addNonce(claims);
        claims.put("aud", grant.clientId());
        claims.put("nbf", now.getEpochSecond());
        claims.put("scope", grant.scope());
        claims.put("auth_time", grant.authTime().toEpochMilli());
        return end(claims, lifetime);
    }

    /**
     * An ID token.
     *
     * @param sessionId what the end of the session is asked for with
     * @param code that it was issued for; empty for none
     */
    Map<String, Object> id(String accessToken, String code, String sessionId) {
        Map<String, Object> claims = new LinkedHashMap<>();
        claims.put("at_hash", half(accessToken));
        claims.putAll(begin("id_token"));
        addNonce(claims);
        claims.put("aud", grant.clientId());
        if (!code.isEmpty()) {
            claims.put("c_hash", half(code));
        }
        if (!sessionId.isEmpty()) {
            claims.put("org.forgerock.openidconnect.ops", sessionId);
        }
        long signedIn = grant.authTime().getEpochSecond();
        if (isPing) {
            claims.put("sid", Base64.getEncoder().encodeToString(digest(grant.session())));
            claims.put("acr", grant.acr().isEmpty() ? "0" : grant.acr());
            claims.put("auth_time", signedIn);
        } else {
            if (!grant.acr().isEmpty()) {
                claims.put("acr", grant.acr());
            }
            claims.put("auth:time", isRefreshed() ? grant.authTime().toEpochMilli() : signedIn);
        }
        claims.put("azp", grant.clientId());
        claims.put("realm", grant.realm());
        claims.put("exp", now.plus(ID_TOKEN_LIFETIME).getEpochSecond());
        claims.put("tokenType", "JWTToken");
        claims.put("iat", now.getEpochSecond());
        return saying(claims);
    }

    /** What a test wishes for has the last word. */
    private Map<String, Object> saying(Map<String, Object> claims) {
        claims.putAll(grant.claims());
        return claims;
    }

    private Map<String, Object> begin(String name) {
        Map<String, Object> claims = new LinkedHashMap<>();
        claims.put("sub", subject(grant, isPing));
        if (isPing) {
            claims.put("subname", grant.subject());
        }
        claims.put("auditTrackingId", UUID.randomUUID().toString());
        claims.put("iss", issuer);
        claims.put("tokenName", name);
        return claims;
    }

    private Map<String, Object> end(Map<String, Object> claims, Duration lifetime) {
        claims.put("realm", grant.realm());
        claims.put("exp", now.plus(lifetime).getEpochSecond());
        claims.put("iat", now.getEpochSecond());
        claims.put("expires_in", lifetime.toMillis());
        claims.put("jti", UUID.randomUUID().toString());
        return claims;
    }

    private boolean isRefreshed() {
        return grant.type().equals(FakeGrant.BY_REFRESH);
    }

    private void addNonce(Map<String, Object> claims) {
        if (!grant.nonce().isEmpty()) {
            claims.put("nonce", grant.nonce());
        }
    }

    private static String half(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(digest(text), 16));
    }

    /** The PKCE challenge of a verifier. */
    static String challenge(String verifier) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(digest(verifier));
    }

    private static byte[] digest(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
