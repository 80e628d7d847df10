package org.journeyguard.internal.signin;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.journeyguard.Renewal;
import org.journeyguard.internal.credential.SsoToken;
import org.journeyguard.test.FakeAm;
import org.journeyguard.test.FakeAm.Kind;
import org.journeyguard.test.FakeCall;
import org.journeyguard.test.FakeClient;
import org.journeyguard.test.FakeClient.Trait;
import org.journeyguard.test.ManualTime;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Additional authorization parameters, in the URL or pushed. */
class AuthorizationParametersTest {
    private static final String PARAMETERS = "journey.oauth.authorization-parameters";
    private static final String ENDPOINT = "journey.oauth.authorization-endpoint";
    private static final String PUSHED = "journey.oauth.pushed-authorization";
    private static final long SEED = 15;

    private final ManualTime time = new ManualTime();
    private final FakeAm am = new FakeAm(Kind.PINGAM);
    private final TestBrowser browser = new TestBrowser(am).signedInAtAmAs("alice");

    AuthorizationParametersTest() {
        am.setClock(time);
    }

    @AfterEach
    void end() {
        am.close();
    }

    private FakeCall only(String part) {
        List<FakeCall> calls = am.calls(part);
        assertThat(calls).hasSize(1);
        return calls.get(0);
    }

    private String endpoint(String query) {
        return am.url() + "/oauth2/authorize" + query;
    }

    @Test
    void additionalParametersAreInTheUrl() {
        try (TestApp app = new TestApp(am, time, PARAMETERS, "ui_locales=de en, audience = https://api.example.com")) {
            browser.signIn(app, "/");
            FakeCall call = only("/authorize");
            assertThat(call.parameter("ui_locales")).isEqualTo("de en");
            assertThat(call.parameter("audience")).isEqualTo("https://api.example.com");
        }
    }

    @Test
    void additionalParametersOfAPushedRequestAreNotInTheUrl() {
        try (TestApp app = new TestApp(am, time, PUSHED, "always", PARAMETERS, "ui_locales=de en")) {
            browser.signIn(app, "/");
            assertThat(only("/par").parameter("ui_locales")).isEqualTo("de en");
            assertThat(only("/authorize").target()).doesNotContain("ui_locales");
        }
    }

    @Test
    void queryOfTheEndpointIsPushedAndStaysInTheUrl() {
        String endpoint = endpoint("?realm=%2F&audience=a%26b%20c");
        try (TestApp app = new TestApp(am, time, PUSHED, "always", ENDPOINT, endpoint)) {
            browser.signIn(app, "/");
            for (FakeCall call : List.of(only("/par"), only("/authorize"))) {
                assertThat(call.parameter("audience")).isEqualTo("a&b c");
                assertThat(call.parameter("realm")).isEqualTo("/");
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"when-required", "always"})
    void parameterSetTwiceIsSentOnce(String pushed) {
        String endpoint = endpoint("?audience=one&x=y");
        try (TestApp app = new TestApp(am, time, PUSHED, pushed, ENDPOINT, endpoint, PARAMETERS, "audience=two")) {
            browser.signIn(app, "/");
            FakeCall call = only(pushed.equals("always") ? "/par" : "/authorize");
            assertThat(call.parameter("audience")).isEqualTo("two");
            assertThat(call.parameter("x")).isEqualTo("y");
            assertThat((call.target() + "&" + call.body()).split("audience=", -1))
                    .hasSize(2);
            assertThat(only("/authorize").target()).doesNotContain("audience=one");
        }
    }

    @ParameterizedTest
    @CsvSource({"web-app, when-required", "web-app, always", "consent-app, when-required", "consent-app, always"})
    void tokensOfAnSsoSessionAreRequestedWithAdditionalParameters(String client, String pushed) {
        am.oauth().register(FakeClient.named("consent-app").with(Trait.ASKS_FOR_CONSENT));
        try (TestApp app = new TestApp(
                am,
                time,
                "journey.oauth.client-id",
                client,
                "journey.oauth.consent",
                "implied",
                PUSHED,
                pushed,
                PARAMETERS,
                "audience=api")) {
            app.keeper().token(new SsoToken(am.signIn("alice")), Renewal.IF_DUE);
            List<FakeCall> asked = am.calls(pushed.equals("always") ? "/par" : "/authorize");
            assertThat(asked)
                    .hasSize(client.equals("consent-app") ? 2 : 1)
                    .allSatisfy(call -> assertThat(call.parameter("audience")).isEqualTo("api"));
        }
    }

    @Test
    void stepUpReplacesTheConfiguredAcrValues() {
        try (TestApp app =
                new TestApp(am, time, PARAMETERS, "acr_values=usual", ENDPOINT, endpoint("?acr_values=weak"))) {
            String usual = browser.leave(app, "/");
            assertThat(usual).contains("acr_values=usual").doesNotContain("weak");
            SignInStart begun = app.signIns.begin(new SignInWish("/", List.of("strong"), false, 0), List.of(), null);
            assertThat(begun)
                    .isInstanceOfSatisfying(
                            SignInStart.Departed.class,
                            departed -> assertThat(departed.url())
                                    .contains("acr_values=strong")
                                    .doesNotContain("usual")
                                    .doesNotContain("weak"));
        }
    }

    /** Values of any characters, as an administrator writes them, who encodes commas and percent signs at least. */
    static Stream<String> values() {
        Random random = new Random(SEED);
        return IntStream.range(0, 40)
                .mapToObj(i -> IntStream.range(0, 1 + random.nextInt(12))
                        .map(j -> random.nextInt(4) == 0 ? 0xa1 + random.nextInt(0x500) : '!' + random.nextInt(0x5e))
                        .mapToObj(Character::toString)
                        .collect(Collectors.joining()));
    }

    @ParameterizedTest
    @MethodSource("values")
    void parameterValueIsEncoded(String value) {
        String written = value.replace("%", "%25").replace(",", "%2C");
        for (String pushed : List.of("always", "when-required")) {
            am.forgetCalls();
            try (TestApp app = new TestApp(am, time, PUSHED, pushed, PARAMETERS, "login_hint=" + written)) {
                browser.signIn(app, "/");
                assertThat(only(pushed.equals("always") ? "/par" : "/authorize").parameter("login_hint"))
                        .isEqualTo(value);
            }
        }
    }
}
