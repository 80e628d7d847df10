package org.journeyguard.internal.web;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.journeyguard.test.FakeAm;
import org.journeyguard.test.FakePolicy;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What AM advises beside a stronger sign-in: transactions, and what programs are told. */
class PolicyAdviceTest {
    private static final String APP = "https://app.example.com";
    private static final String RESOURCES = APP + ":443";
    private static final FilterChain NOTHING = (seen, out) -> {};
    private static final Map<String, String> PAGE = Map.of("Accept", "text/html", "Sec-Fetch-Mode", "navigate");
    private static final Pattern ADVICE =
            Pattern.compile("SSOADVICE realm=\"([^\"]*)\",advices=\"([^\"]*)\",am_uri=\"([^\"]*)\"");

    private final FakeAm am = new FakeAm(FakeAm.Kind.PINGAM);
    private final Map<String, String> cookies = new HashMap<>();
    private TestApplication application;

    @BeforeEach
    void start() throws ServletException {
        am.setClock(Clock.systemUTC());
        cookies.put(FakeAm.COOKIE, am.signIn("alice"));
        am.directory().addAgent("agent", "s3cret", "/");
        am.policies()
                .put(
                        "pay",
                        FakePolicy.about(RESOURCES + "/pay/*").allowing("GET").oncePerTransaction());
        am.policies()
                .put(
                        "vault",
                        FakePolicy.about(RESOURCES + "/vault").allowing("GET").atLevel(5));
        Map<String, String> settings = new HashMap<>(Map.of(
                "journey.am.url", am.url().toString(),
                "journey.am.public-url", "https://am.example.com/am",
                "journey.am.cookie-name", FakeAm.COOKIE,
                "journey.am.timeout", "PT1M",
                "journey.am.agent.name", "agent",
                "journey.am.agent.password", "s3cret",
                "journey.app.url", APP,
                "journey.policy", "am"));
        settings.put("journey.policy.query", "keep");
        application = new TestApplication(getClass().getClassLoader(), settings);
    }

    @AfterEach
    void end() {
        application.close();
        am.close();
    }

    private TestResponse send(String target, Map<String, String> headers) throws Exception {
        Map<String, String> all = new HashMap<>(headers);
        StringBuilder cookie = new StringBuilder();
        cookies.forEach(
                (name, value) -> cookie.append(name).append('=').append(value).append("; "));
        all.put("Cookie", cookie.toString());
        TestResponse response = new TestResponse();
        application.filter.doFilter(new TestRequest("GET", "", target, all, null), response, NOTHING);
        for (String set : response.getHeaders("Set-Cookie")) {
            cookies.put(set.substring(0, set.indexOf('=')), set.substring(set.indexOf('=') + 1, set.indexOf(';')));
        }
        return response;
    }

    private static String parameter(TestResponse departure, String name) {
        assertThat(departure.getStatus()).as(departure.body()).isEqualTo(302);
        Matcher found = Pattern.compile("[?&]" + name + "=([^&]*)").matcher(departure.header("Location"));
        assertThat(found.find()).isTrue();
        return URLDecoder.decode(found.group(1), StandardCharsets.UTF_8);
    }

    private static String transaction(TestResponse departure) {
        Matcher id = Pattern.compile("<Attribute name=\"TransactionConditionAdvice\"/><Value>([\\w-]+)</Value>")
                .matcher(parameter(departure, "authIndexValue"));
        assertThat(id.find()).isTrue();
        return id.group(1);
    }

    private static String wayBack(TestResponse departure) {
        return parameter(departure, "goto").substring(APP.length());
    }

    @Test
    void browserAuthorizesATransactionAndIsServedOnce() throws Exception {
        TestResponse departure = send("/pay/7?to=bob", PAGE);
        assertThat(departure.header("Location"))
                .startsWith("https://am.example.com/am/UI/Login?realm=%2F&authIndexType=composite_advice");
        String first = transaction(departure);
        am.policies().authorize(first);
        assertThat(wayBack(departure)).isEqualTo("/pay/7?to=bob&_txid=" + first);
        assertThat(send(wayBack(departure), PAGE).getStatus()).isEqualTo(200);

        TestResponse again = send(wayBack(departure), PAGE);
        assertThat(transaction(again)).isNotEqualTo(first);
        assertThat(wayBack(again)).isEqualTo("/pay/7?to=bob&_txid=" + transaction(again));
        assertThat(send("/pay/7?to=bob", PAGE).getStatus()).isEqualTo(302);
    }

    @Test
    void transactionAllowsNothingElseAndNothingToOthers() throws Exception {
        String id = transaction(send("/pay/7", PAGE));
        am.policies().authorize(id);
        assertThat(send("/pay/8?_txid=" + id, PAGE).getStatus()).isEqualTo(302);
        String alice = cookies.put(FakeAm.COOKIE, am.signIn("bob"));
        assertThat(send("/pay/7?_txid=" + id, PAGE).getStatus()).isEqualTo(302);
        cookies.put(FakeAm.COOKIE, alice);
        assertThat(send("/pay/7?_txid=" + id, PAGE).getStatus()).isEqualTo(200);
    }

    @Test
    void transactionThatIsNeverAuthorizedEndsWithAPage() throws Exception {
        TestResponse response = send("/pay/7", PAGE);
        for (int visits = 1; response.getStatus() == 302; visits++) {
            assertThat(visits).isLessThan(10);
            response = send(wayBack(response), PAGE);
        }
        assertThat(response.getStatus()).isEqualTo(401);
        assertThat(response.body()).contains("<h1>");
    }

    private static String advices(TestResponse refusal) {
        assertThat(refusal.getStatus()).isEqualTo(401);
        Matcher challenge = ADVICE.matcher(refusal.header("WWW-Authenticate"));
        assertThat(challenge.matches()).as(refusal.header("WWW-Authenticate")).isTrue();
        assertThat(challenge.group(1)).isEqualTo("/");
        assertThat(challenge.group(3)).isEqualTo("https://am.example.com/am");
        return new String(Base64.getDecoder().decode(challenge.group(2)), StandardCharsets.UTF_8);
    }

    @Test
    void programAuthorizesATransactionByItsAdvice() throws Exception {
        TestResponse refusal = send("/pay/7", Map.of("Accept", "application/json"));
        Matcher id = Pattern.compile("\\{\"TransactionConditionAdvice\":\\[\"([\\w-]+)\"]}")
                .matcher(advices(refusal));
        assertThat(id.matches()).isTrue();
        am.policies().authorize(id.group(1));
        Map<String, String> authorized = Map.of("Accept", "application/json", "X-TxID", id.group(1));
        assertThat(send("/pay/7", authorized).getStatus()).isEqualTo(200);
        assertThat(send("/pay/7", authorized).getStatus()).isEqualTo(401);
    }

    @ParameterizedTest
    @CsvSource({"header, true", "other, false", "'', false"})
    void programGetsTheAdviceOfAStrongerSignInIfItAsksForIt(String wanted, boolean isAdvice) throws Exception {
        TestResponse refusal = send("/vault", Map.of("Accept", "application/json", "X-Authenticate-Response", wanted));
        if (isAdvice) {
            assertThat(advices(refusal)).isEqualTo("{\"AuthLevelConditionAdvice\":[\"5\"]}");
        } else {
            assertThat(refusal.header("WWW-Authenticate"))
                    .startsWith("Bearer error=\"insufficient_user_authentication\"");
        }
    }

    @Test
    void browserIsSentToSignInWhateverThatHeaderSays() throws Exception {
        Map<String, String> headers = new HashMap<>(PAGE);
        headers.put("X-Authenticate-Response", "header");
        assertThat(send("/vault", headers).getStatus()).isEqualTo(302);
    }

    @ParameterizedTest
    @CsvSource({"<script>", "a b", "x&y=z", "''"})
    void whatIsNoIdIsNotPassedOn(String id) throws Exception {
        String encoded = java.net.URLEncoder.encode(id, StandardCharsets.UTF_8);
        send("/pay/7?_txid=" + encoded, PAGE);
        assertThat(am.calls("policies?_action=evaluate"))
                .allSatisfy(call -> assertThat(call.body()).doesNotContain("TxId"));
    }
}
