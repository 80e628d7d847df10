package org.journeyguard.internal.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.journeyguard.fixtures.TestRequestFacts;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LoginPageTest {
    private static final String APP = "https://app.example.com";
    private static final Pattern GOTO = Pattern.compile("[?&]goto=([^&#]*)$");

    private static String wayBack(String url) {
        Matcher matcher = GOTO.matcher(url);
        assertThat(matcher.find()).as(url).isTrue();
        return URLDecoder.decode(matcher.group(1), StandardCharsets.UTF_8);
    }

    @ParameterizedTest
    @CsvSource({
        "https://am/UI/Login,                https://am/UI/Login?realm=%2Falpha&goto=",
        "https://am/UI/Login?service=x,      https://am/UI/Login?service=x&realm=%2Falpha&goto=",
        "https://am/UI/Login?realm=/b,       https://am/UI/Login?realm=/b&goto=",
        "https://am/UI/Login?a=b&realm=/b,   https://am/UI/Login?a=b&realm=/b&goto=",
        "https://am/UI/Login?subrealm=/b,    https://am/UI/Login?subrealm=/b&realm=%2Falpha&goto="
    })
    void realmAndGotoAreAddedToTheConfiguredQuery(String page, String expected) {
        assertThat(new LoginPage(page, "/alpha", APP, "/journey/callback", Deciders.ACR)
                        .loginUrlReturningTo("/", null, AuthenticationRequirement.NONE))
                .isEqualTo(expected + "https%3A%2F%2Fapp.example.com%2F");
    }

    @ParameterizedTest
    @CsvSource({
        "https://am/UI/Login?service=x,                 "
                + " https://am/UI/Login?realm=%2Falpha&service=StrongJourney&goto=",
        "https://am/UI/Login?a=b&service=x&realm=/b&c=d,"
                + " https://am/UI/Login?a=b&realm=/b&c=d&service=StrongJourney&goto=",
        "https://am/UI/Login?authIndexType=service&authIndexValue=x,"
                + " https://am/UI/Login?realm=%2Falpha&service=StrongJourney&goto=",
        "https://am/UI/Login?myservice=x,               "
                + " https://am/UI/Login?myservice=x&realm=%2Falpha&service=StrongJourney&goto=",
    })
    void requiredServiceReplacesTheConfiguredOne(String page, String expected) {
        AuthenticationRequirement strong = AuthenticationRequirement.of(List.of("strong"));
        assertThat(new LoginPage(page, "/alpha", APP, "/journey/callback", Deciders.ACR)
                        .loginUrlReturningTo("/", null, strong))
                .isEqualTo(expected + "https%3A%2F%2Fapp.example.com%2F");
    }

    @Test
    void gotoIsThePathAndQueryAsSent() {
        LoginPage page = new LoginPage("https://am/UI/Login", "/", APP + "/shop", "/journey/callback", Deciders.ACR);
        assertThat(wayBack(page.loginUrlReturningTo("/a%20b", "x=1&y=%26#z+", AuthenticationRequirement.NONE)))
                .isEqualTo(APP + "/shop/a%20b?x=1&y=%26#z+");
        assertThat(wayBack(page.loginUrlReturningTo("", null, AuthenticationRequirement.NONE)))
                .isEqualTo(APP + "/shop");
        assertThat(wayBack(page.loginUrlReturningTo("/ä", "", AuthenticationRequirement.NONE)))
                .isEqualTo(APP + "/shop/ä?");
    }

    @ParameterizedTest
    @ValueSource(strings = {"//evil.example/", "@evil.example/", ".evil.example/", ":1@evil.example/", "evil", "*"})
    void pathCannotChangeTheHostOfGoto(String rawPath) {
        String back = wayBack(new LoginPage("https://am/UI/Login", "/", APP, "/journey/callback", Deciders.ACR)
                .loginUrlReturningTo(rawPath, null, AuthenticationRequirement.NONE));
        assertThat(URI.create(back).getRawAuthority()).isEqualTo("app.example.com");
    }

    @Test
    void loginUrlOver4000CharactersIsStoredInTheBrowser() {
        String shortest = Deciders.LOGIN.loginUrlReturningTo("/account", "q=", AuthenticationRequirement.NONE);
        String longest = "q=" + "x".repeat(4_000 - shortest.length());
        assertThat(redirect(longest))
                .satisfies(decision ->
                        assertThat(decision.location()).hasSize(4_000).startsWith(shortest))
                .extracting(Decision.Redirect::stored)
                .isNull();
        Decision.Redirect stored = redirect(longest + "x");
        assertThat(stored.stored()).extracting(LongTarget::path).isEqualTo("/account?" + longest + "x");
        assertThat(wayBack(stored.location())).startsWith(APP + "/shop/journey/callback?resume=");
    }

    private static Decision.Redirect redirect(String query) {
        return (Decision.Redirect) Deciders.before(
                        TestRequestFacts.get("/account").withQuery(query).byPerson())
                .orElseThrow();
    }
}
