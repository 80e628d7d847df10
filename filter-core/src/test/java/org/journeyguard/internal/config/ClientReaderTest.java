package org.journeyguard.internal.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.nimbusds.jose.JWEAlgorithm;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.journeyguard.fixtures.TestKeys;
import org.journeyguard.fixtures.TestSettings;
import org.journeyguard.fixtures.TestTls;
import org.journeyguard.internal.config.keys.ClientAuthenticationMethod;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How the client authenticates, and which mistakes in its configuration are reported. */
class ClientReaderTest {
    private static Map<String, String> settings(String... settings) {
        Map<String, String> all = new HashMap<>(Map.of("journey.oauth.client-id", "shop"));
        for (int i = 0; i < settings.length; i += 2) {
            all.put("journey." + settings[i], settings[i + 1]);
        }
        return all;
    }

    private static Map<String, String> byKey(Path file) {
        return settings("oauth.client-authentication", "private_key_jwt", "oauth.client-key", file.toString());
    }

    private static String failure(Map<String, String> settings) {
        return String.valueOf(catchThrowableOfType(InvalidConfiguration.class, () -> TestSettings.read(settings))
                .getMessage());
    }

    @ParameterizedTest
    @ValueSource(strings = {"tls_client_auth", "self_signed_tls_client_auth"})
    void certificateIsAcceptedAsClientAuthentication(String way) {
        Map<String, String> settings = settings(
                "oauth.client-authentication",
                way,
                "am.key-store",
                TestTls.clientStore().toString(),
                "am.key-store-password",
                TestTls.PASSWORD);
        assertThat(TestSettings.read(settings).oauth().authentication()).isEqualTo(ClientAuthenticationMethod.TLS);
    }

    @ParameterizedTest
    @CsvSource({
        "private_key_jwt, journey.oauth.client-key is missing although",
        "tls_client_auth, journey.am.key-store is missing although",
        "self_signed_tls_client_auth, journey.am.key-store is missing although",
    })
    void missingKeysOfAnAuthenticationMethodAreReported(String way, String expected) {
        assertThat(failure(settings("oauth.client-authentication", way)))
                .contains(expected + " journey.oauth.client-authentication is " + way);
        assertThat(failure(Map.of("journey.oauth.client-authentication", way)))
                .contains("journey.oauth.client-id is missing although journey.oauth.client-authentication is " + way);
    }

    @ParameterizedTest
    @ValueSource(strings = {"client-key", "client-key-algorithm"})
    void unusedClientKeyIsReported(String key) {
        assertThat(failure(settings("oauth." + key, "PS256")))
                .contains("journey.oauth." + key
                        + " is set although journey.oauth.client-authentication is client_secret_basic");
    }

    static Stream<Arguments> algorithms() {
        return Stream.of(
                Arguments.of(TestKeys.rsa(), "", "RS256"),
                Arguments.of(TestKeys.rsa(), "PS256", "PS256"),
                Arguments.of(TestKeys.rsa(JWSAlgorithm.PS384, KeyUse.SIGNATURE, "k"), "", "PS384"),
                Arguments.of(TestKeys.rsa(JWSAlgorithm.PS384, null, "k"), "RS512", "RS512"),
                Arguments.of(TestKeys.ec(Curve.P_256), "", "ES256"),
                Arguments.of(TestKeys.ec(Curve.P_384), "", "ES384"),
                Arguments.of(TestKeys.ec(Curve.P_521), "ES512", "ES512"));
    }

    @ParameterizedTest
    @MethodSource("algorithms")
    void algorithmIsTheConfiguredOneOrTheKeysOrTheDefault(JWK key, String configured, String expected) {
        Map<String, String> settings = new HashMap<>(byKey(TestKeys.file(key)));
        settings.put("journey.oauth.client-key-algorithm", configured);
        assertThat(TestSettings.read(settings).oauth().clientKey())
                .asString()
                .isEqualTo("AssertionKey(" + expected + ", " + key.getKeyID() + ")");
    }

    static Stream<Arguments> unusableKeys() {
        return Stream.of(
                Arguments.of(TestKeys.rsa(null, null, null).toJSONString(), "", "holds a key without kid"),
                Arguments.of(TestKeys.rsa().toPublicJWK().toJSONString(), "", "holds no private key"),
                Arguments.of(TestKeys.rsa(null, KeyUse.ENCRYPTION, "k").toJSONString(), "", "holds no private key"),
                Arguments.of(
                        new JWKSet(List.of(TestKeys.rsa(), TestKeys.ec(Curve.P_256))).toString(false),
                        "",
                        "holds more than one private key"),
                Arguments.of(TestKeys.rsa().toJSONString(), "ES256", "can't sign with ES256"),
                Arguments.of(TestKeys.rsa().toJSONString(), "HS256", "can't sign with HS256"),
                Arguments.of(TestKeys.rsa().toJSONString(), "none", "can't sign with none"),
                Arguments.of(
                        TestKeys.ec(Curve.P_256).toJSONString(), "ES384", "can't sign with ES384, but with [ES256]"),
                Arguments.of(TestKeys.ec(Curve.P_384).toJSONString(), "RS256", "can't sign with RS256"),
                Arguments.of(
                        TestKeys.rsa(JWEAlgorithm.RSA_OAEP_256, null, "k").toJSONString(),
                        "",
                        "can't sign with RSA-OAEP-256"),
                Arguments.of(
                        "{\"kty\":\"oct\",\"kid\":\"k\",\"k\":\"c2VjcmV0c2VjcmV0c2VjcmV0c2VjcmV0\"}",
                        "",
                        "type oct, which can't sign"),
                Arguments.of("{\"keys\":[]}", "", "holds no private key"),
                Arguments.of("{}", "", "holds neither a JWK nor a JWK set"),
                Arguments.of("-----BEGIN PRIVATE KEY-----", "", "holds neither a JWK nor a JWK set"),
                Arguments.of("", "", "holds neither a JWK nor a JWK set"));
    }

    @ParameterizedTest
    @MethodSource("unusableKeys")
    void unusableKeyIsReportedWithoutShowingIt(String text, String algorithm, String expected) {
        Path file = TestKeys.file(text);
        Map<String, String> settings = new HashMap<>(byKey(file));
        settings.put("journey.oauth.client-key-algorithm", algorithm);
        assertThat(failure(settings))
                .contains("journey.oauth.client-key is '" + file + "', which ")
                .contains(expected)
                .doesNotContain("\"d\"")
                .doesNotContain("c2VjcmV0");
    }

    @Test
    void missingKeyFileIsReported() {
        assertThat(failure(byKey(Path.of("target/no-such-key"))))
                .contains("journey.oauth.client-key is 'target/no-such-key', which can't be read");
    }

    @Test
    void shortRsaKeyIsReported() {
        assertThat(failure(byKey(TestKeys.file(TestKeys.generateRsa(1_024))))).contains("holds a key that can't sign");
    }
}
