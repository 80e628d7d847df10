package org.journeyguard.internal.web;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.Json;
import jakarta.servlet.ServletContext;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.Base64;
import java.util.Map;
import org.journeyguard.fixtures.Stub;
import org.journeyguard.fixtures.TestSettings;
import org.journeyguard.fixtures.TestTls;
import org.journeyguard.internal.policy.Decision;
import org.journeyguard.test.FakeAm;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** An access token that is bound to a client certificate (RFC 8705, 3) is accepted with that certificate only. */
class BoundTokenTest {
    private static final String CERTIFICATES = "jakarta.servlet.request.X509Certificate";

    private final FakeAm am = new FakeAm(FakeAm.Kind.PINGAM);
    private final WebGuard runtime = new WebGuard(
            TestSettings.read(Map.of(
                    "journey.am.url", am.url().toString(),
                    "journey.am.cookie-name", FakeAm.COOKIE,
                    "journey.oauth.client-id", "web-app",
                    "journey.oauth.client-secret", "s3cret",
                    "journey.oauth.validation", "introspect")),
            Stub.of(ServletContext.class, Map.of("getContextPath", "")),
            Clock.systemUTC(),
            System::nanoTime);
    private final X509Certificate certificate = certificate();

    @AfterEach
    void end() {
        runtime.close();
        am.close();
    }

    private static X509Certificate certificate() {
        try (InputStream file = Files.newInputStream(TestTls.serverCertificate())) {
            return (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(file);
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private String boundTo(String digest) {
        String token = am.issue("alice", "/", "web-app", "profile").access();
        am.oauth()
                .addToIntrospection(
                        token,
                        Json.createObjectBuilder()
                                .add("cnf", Json.createObjectBuilder().add("x5t#S256", digest))
                                .build());
        return token;
    }

    private boolean isAccepted(String token, X509Certificate... chain) {
        TestRequest request = new TestRequest("GET", "", "/", Map.of("Authorization", "Bearer " + token), null);
        if (chain.length > 0) {
            request.setAttribute(CERTIFICATES, chain);
        }
        return runtime.guard().authenticate(runtime.factsOf(request)).decision() instanceof Decision.Proceed;
    }

    @Test
    void boundTokenIsAcceptedOnlyWithItsCertificate() throws GeneralSecurityException {
        byte[] digest = MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded());
        String bound = boundTo(Base64.getUrlEncoder().withoutPadding().encodeToString(digest));
        assertThat(isAccepted(bound, certificate)).isTrue();
        assertThat(isAccepted(bound)).isFalse();
        assertThat(isAccepted(boundTo("another"), certificate)).isFalse();
        assertThat(isAccepted(am.issue("alice", "/", "web-app", "profile").access()))
                .isTrue();
    }
}
