package org.journeyguard.internal.token;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Set;
import org.journeyguard.fixtures.KeyServer;
import org.journeyguard.fixtures.TestJwts;
import org.journeyguard.internal.bearer.AccessTokenRules;
import org.journeyguard.internal.jwt.Jwks;
import org.journeyguard.internal.jwt.JwtVerification;
import org.journeyguard.internal.jwt.JwtVerifier;
import org.journeyguard.test.ManualTime;

/** What stands between attackers and an application: the signature and the rules of access tokens. */
final class AttackedVerifier {
    static final Set<String> ALGORITHMS = Set.of("RS256", "PS256", "ES256", "EdDSA");

    private static final AccessTokenRules.Expected EXPECTED =
            new AccessTokenRules.Expected(TestJwts.ISSUER, Set.of(TestJwts.CLIENT), "/alpha", Duration.ofSeconds(30));

    final ManualTime time = new ManualTime();
    final KeyServer am = new KeyServer(TestJwts.RSA, TestJwts.EC, TestJwts.ED25519);
    private final JwtVerifier verifier = new JwtVerifier(jwks(), ALGORITHMS, null, null);

    /** AM's keys, fetched anew. */
    Jwks jwks() {
        return new Jwks(am, time::nanoTime, Runnable::run);
    }

    /** The token is no access token, whatever AM would say. */
    void refuses(String jwt) {
        JwtVerification answer = verifier.verify(jwt);
        if (answer instanceof JwtVerification.Verified) {
            assertThat(accepts(jwt)).isFalse();
        } else {
            assertThat(answer).isInstanceOf(JwtVerification.Refused.class);
        }
    }

    /** The token does not pass; AM may be asked, and says no. */
    void doesNotVerify(String jwt) {
        assertThat(verifier.verify(jwt)).isNotInstanceOf(JwtVerification.Verified.class);
    }

    /** Whether it is an access token, for us, and counts. */
    boolean accepts(String jwt) {
        return verifier.verify(jwt) instanceof JwtVerification.Verified verified
                && AccessTokenRules.fault(verified.claims(), verified.type(), EXPECTED, ManualTime.START)
                        .isEmpty();
    }
}
