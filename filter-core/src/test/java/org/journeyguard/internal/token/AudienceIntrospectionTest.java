package org.journeyguard.internal.token;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.journeyguard.fixtures.TestBearers;
import org.journeyguard.test.FakeAm;
import org.journeyguard.test.FakeAm.Kind;
import org.journeyguard.test.FakeClient;
import org.journeyguard.test.FakeClient.Trait;
import org.journeyguard.test.FakeProvider.TokenForm;
import org.journeyguard.test.ManualTime;
import org.journeyguard.test.TokenSpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A service asks AM about tokens of another client, which are meant for the service. */
class AudienceIntrospectionTest {
    private static final String SERVICE = "orders";
    private static final String CALLER = "web-app";
    private static final String REALM = "/alpha";

    private final ManualTime time = new ManualTime();
    private final FakeAm am = new FakeAm(Kind.ADVANCED_IDENTITY_CLOUD);

    AudienceIntrospectionTest() {
        am.setClock(time);
        am.oauth().register(FakeClient.named(SERVICE));
        am.oauth().setTokens(REALM, TokenForm.HMAC_JWT);
    }

    @AfterEach
    void end() {
        am.close();
    }

    private TestBearers service(String... settings) {
        Map<String, String> all = new HashMap<>(Map.of("oauth.client-id", SERVICE));
        for (int i = 0; i < settings.length; i += 2) {
            all.put(settings[i], settings[i + 1]);
        }
        return new TestBearers(am, time, REALM, all);
    }

    private String tokenFor(String... audience) {
        String session = am.signIn(am.session("alice", REALM));
        return am.issue(session, new TokenSpec(CALLER, List.of("profile"), Map.of("aud", List.of(audience)), null))
                .access();
    }

    @ParameterizedTest
    @ValueSource(strings = {"auto", "introspect"})
    void clientSideTokenForThisServiceIsAccepted(String validation) {
        try (TestBearers service = service("oauth.validation", validation)) {
            assertThat(service.identity(tokenFor(CALLER, SERVICE)).name()).isEqualTo("alice");
            assertThat(service.accepts(tokenFor(CALLER, "another"))).isFalse();
            assertThat(service.accepts(tokenFor(CALLER))).isFalse();
        }
    }

    @Test
    void pingAmIntrospectionHasTheAudienceIfConfigured() {
        am.setKind(Kind.PINGAM);
        try (TestBearers service = service()) {
            assertThat(service.accepts(tokenFor(CALLER, SERVICE))).isFalse();
            am.oauth().letAudiencesIntrospect();
            assertThat(service.accepts(tokenFor(CALLER, SERVICE))).isTrue();
        }
    }

    @Test
    void openAmIntrospectionHasOnlyTheClientOfTheToken() {
        am.setKind(Kind.OPENAM);
        am.oauth().letAudiencesIntrospect();
        try (TestBearers service = service()) {
            assertThat(service.accepts(tokenFor(CALLER, SERVICE))).isFalse();
        }
    }

    @Test
    void serverSideTokenIsActiveOnlyForItsOwnClient() {
        am.oauth().setTokens(REALM, TokenForm.OPAQUE);
        try (TestBearers service = service()) {
            assertThat(service.accepts(tokenFor(CALLER, SERVICE))).isFalse();
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"HMAC_JWT", "OPAQUE", "ENCRYPTED_JWT"})
    void serviceThatIntrospectsAllTokensAcceptsOnlyTokensForItself(TokenForm form) {
        am.oauth().setTokens(REALM, form);
        am.oauth().register(FakeClient.named(SERVICE).allowed("am-introspect-all-tokens"));
        try (TestBearers service = service()) {
            assertThat(service.accepts(tokenFor(CALLER, "another"))).isFalse();
            assertThat(service.accepts(tokenFor(CALLER, SERVICE))).isEqualTo(form == TokenForm.HMAC_JWT);
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"ASKS_FOR_JWT", "ASKS_FOR_NESTED_JWT"})
    void audienceOfASignedIntrospectionResponseIsNotThatOfTheToken(Trait form) {
        am.oauth()
                .register(FakeClient.named(SERVICE)
                        .allowed("am-introspect-all-tokens")
                        .with(form));
        try (TestBearers service = service("oauth.introspection", "jwt")) {
            assertThat(service.accepts(tokenFor(CALLER, "another"))).isFalse();
            assertThat(service.accepts(tokenFor(CALLER, SERVICE))).isTrue();
        }
    }
}
