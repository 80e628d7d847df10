package org.journeyguard.test;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.factories.DefaultJWSVerifierFactory;
import com.nimbusds.jose.jwk.AsymmetricJWK;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.journeyguard.test.FakeClient.Authentication;
import org.jspecify.annotations.Nullable;

/** How {@link FakeAm} checks assertions (RFC 7523, 3): of clients about themselves, and of service accounts. */
final class FakeAssertions {
    private static final String JWT_BEARER = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";
    private static final Duration LONGEST = Duration.ofMinutes(3);

    private final FakeAnswers am;
    private final FakeProvider provider;
    /** Each counts once. */
    private final Set<String> seen = ConcurrentHashMap.newKeySet();

    FakeAssertions(FakeAnswers am, FakeProvider provider) {
        this.am = am;
        this.provider = provider;
    }

    /** The client that has proven itself by an assertion; null for none. */
    @Nullable
    FakeClient client(FakeCall call, String realm) {
        String assertion = call.parameter("client_assertion");
        FakeClient client = provider.client(issuer(assertion));
        String named = call.parameter("client_id");
        boolean isProven = client != null
                && client.authentication() == Authentication.PRIVATE_KEY_JWT
                && call.parameter("client_assertion_type").equals(JWT_BEARER)
                && (named.isEmpty() || named.equals(client.id()))
                && isGood(
                        assertion,
                        client.keys(),
                        List.of(provider.issuer(realm), provider.endpoints(realm) + "/access_token"));
        return isProven ? client : null;
    }

    /** Who an assertion is by, unproven; empty when it is none. */
    static String issuer(String assertion) {
        return FakeJwts.claims(assertion).get("iss") instanceof String issuer ? issuer : "";
    }

    /**
     * Whether an assertion is one of the owner of the keys about himself, which counts now and did not before.
     *
     * @param keys a JWK set
     * @param audiences the only one of it has to be one of these
     */
    boolean isGood(String assertion, String keys, List<String> audiences) {
        try {
            SignedJWT jwt = SignedJWT.parse(assertion);
            JWTClaimsSet claims = jwt.getJWTClaimsSet();
            Instant now = am.now();
            Instant end = claims.getExpirationTime() == null
                    ? Instant.MIN
                    : claims.getExpirationTime().toInstant();
            return isSigned(jwt, keys)
                    && claims.getIssuer() != null
                    && claims.getIssuer().equals(claims.getSubject())
                    && claims.getAudience().size() == 1
                    && audiences.contains(claims.getAudience().get(0))
                    && now.isBefore(end)
                    && !end.isAfter(now.plus(LONGEST))
                    && claims.getJWTID() != null
                    && seen.add(claims.getJWTID());
        } catch (ParseException | JOSEException e) {
            return false;
        }
    }

    /** A header without a {@code kid} is by the only key. */
    private static boolean isSigned(SignedJWT jwt, String keys) throws ParseException, JOSEException {
        JWSHeader header = jwt.getHeader();
        List<JWK> all = JWKSet.parse(keys).getKeys();
        for (JWK key : all) {
            boolean matches = header.getKeyID() == null
                    ? all.size() == 1
                    : header.getKeyID().equals(key.getKeyID());
            boolean isFor = key.getAlgorithm() == null || key.getAlgorithm().equals(header.getAlgorithm());
            if (matches && isFor && key instanceof AsymmetricJWK asymmetric) {
                return jwt.verify(new DefaultJWSVerifierFactory().createJWSVerifier(header, asymmetric.toPublicKey()));
            }
        }
        return false;
    }
}
