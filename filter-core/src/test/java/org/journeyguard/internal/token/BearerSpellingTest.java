package org.journeyguard.internal.token;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.journeyguard.fixtures.TestBearers;
import org.journeyguard.fixtures.TokenSpellings;
import org.journeyguard.internal.credential.BearerToken;
import org.journeyguard.test.FakeAm;
import org.journeyguard.test.FakeProvider.TokenForm;
import org.journeyguard.test.ManualTime;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Other spellings of access tokens, of which AM takes some: unused bits, padding and the other alphabet of JWTs, cases of opaque ones. */
class BearerSpellingTest {
    private static final int SPELLINGS = 5_000;
    private static final String INTROSPECT = "/introspect";

    private final ManualTime time = new ManualTime();
    private final FakeAm am = new FakeAm(FakeAm.Kind.PINGAM);

    BearerSpellingTest() {
        am.setClock(time);
    }

    @AfterEach
    void end() {
        am.close();
    }

    @ParameterizedTest
    @EnumSource(names = {"HMAC_JWT", "ENCRYPTED_JWT", "JWT"})
    void jwtSpelledUnlikeAmsIsRefusedWithoutACall(TokenForm form) {
        am.oauth().setTokens("/alpha", form);
        String token = am.issue("alice", "/alpha", "web-app", "openid").access();
        try (TestBearers bearers = asking("/alpha")) {
            assertThat(bearers.accepts(token)).isTrue();
            am.forgetCalls();
            List<String> others = spellings(token)
                    .filter(other -> decoded(other).equals(decoded(token)))
                    .toList();
            assertThat(others).hasSizeGreaterThan(50).noneMatch(bearers::accepts);
            assertThat(am.calls(INTROSPECT)).isEmpty();
        }
    }

    @Test
    void endedOpaqueTokenIsRefusedInOtherLetterCases() {
        String token = am.issue("alice", "/", "web-app", "openid").access();
        try (TestBearers bearers = asking("/")) {
            assertThat(bearers.accepts(token)).isTrue();
            bearers.bearers().revokeConfirmed(TestBearers.token(token));
            am.forgetCalls();
            List<String> others =
                    spellings(token).filter(token::equalsIgnoreCase).toList();
            assertThat(others).hasSizeGreaterThan(50).noneMatch(bearers::accepts);
            assertThat(am.calls(INTROSPECT)).isEmpty();
        }
    }

    @Test
    void cachedTokenIsValidInOneSpellingAndAllSpellingsShareOneEntry() {
        String token = am.issue("alice", "/", "web-app", "openid").access();
        try (TestBearers bearers = asking("/")) {
            assertThat(bearers.accepts(token)).isTrue();
            assertThat(spellings(token).filter(token::equalsIgnoreCase).limit(20))
                    .noneMatch(bearers::accepts);
            assertThat(bearers.accepts(token))
                    .as("what AM refuses says nothing of it")
                    .isTrue();
            assertThat(am.calls(INTROSPECT).stream().filter(call -> call.body().contains(token)))
                    .hasSize(1);
            assertThat(bearers.bearers().size()).isEqualTo(1);
        }
    }

    private TestBearers asking(String realm) {
        return new TestBearers(am, time, realm, Map.of("oauth.validation", "introspect"));
    }

    private static Stream<String> spellings(String token) {
        return new TokenSpellings(5).of(token).limit(SPELLINGS).filter(other -> BearerToken.parse(other) != null);
    }

    /** What AM makes of it where it is as lenient as can be: letters, digits and the two others, up to the bits that count. */
    private static List<String> decoded(String token) {
        return Stream.of(token.split("\\.", -1))
                .map(part -> part.replace('-', '+').replace('_', '/').replaceAll("[^A-Za-z0-9+/]", ""))
                .map(BearerSpellingTest::withoutUnusedBits)
                .toList();
    }

    private static String withoutUnusedBits(String base64) {
        int last = base64.length() - 1;
        int unused = new int[] {0, 0, 4, 2}[base64.length() % 4];
        String alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
        return unused == 0 ? base64 : base64.substring(0, last) + (alphabet.indexOf(base64.charAt(last)) >> unused);
    }
}
