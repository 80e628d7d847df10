package org.journeyguard.internal.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.journeyguard.internal.policy.Deciders.CLOCK;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import org.journeyguard.fixtures.TestRequestFacts;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Decisions where users sign in on a page of the application's own. */
class SignInPageTest {
    private static final String APP = Deciders.APP + "/shop";
    private static final String PATH = "/journey/sign-in";
    private static final SignInPage PAGE = new SignInPage(APP, PATH, "/journey/callback");
    private static final AccessDecider DECIDER = Deciders.decider(PAGE, "/logout");
    private static final AuthenticationRequirement STRONG = AuthenticationRequirement.of(List.of("strong", "mfa"));
    private static final Decision FOREIGN = new Decision.Reject(Reason.FOREIGN_ORIGIN, null);

    private static TestRequestFacts person(String path) {
        return TestRequestFacts.get(path).byPerson();
    }

    @Test
    void personWithoutSessionIsSentToThePage() {
        assertThat(DECIDER.before(person("/account").withQuery("tab=1"), CLOCK))
                .contains(Deciders.sent(APP + PATH + "?back=%2Faccount%3Ftab%3D1", "/account?tab=1"));
    }

    @Test
    void programWithoutSessionGetsAChallengeWithTheLink() {
        assertThat(DECIDER.before(
                        TestRequestFacts.get("/account").withQuery("tab=1").byProgram(), CLOCK))
                .contains(new Decision.Challenge(Reason.SIGN_IN_REQUIRED, APP + PATH + "?back=%2Faccount%3Ftab%3D1"));
    }

    @Test
    void stepUpIsRequestedInTheLink() {
        assertThat(DECIDER.stepUp(person("/vault").withCookie(), STRONG, CLOCK))
                .isEqualTo(Deciders.sent(APP + PATH + "?back=%2Fvault&acr=strong+mfa", "/vault"));
        assertThat(DECIDER.stepUp(person("/vault").withCookie(), AuthenticationRequirement.of(5), CLOCK))
                .isEqualTo(Deciders.sent(APP + PATH + "?back=%2Fvault&level=5", "/vault"));
    }

    @Test
    void linkOver4000CharactersIsStoredInTheBrowser() {
        String shortest = APP + PATH + "?back=%2Faccount%3Fq%3D";
        String longest = "q=" + "x".repeat(4_000 - shortest.length());
        assertThat(redirect(longest).location()).hasSize(4_000).startsWith(shortest);
        assertThat(redirect(longest).stored()).isNull();
        Decision.Redirect stored = redirect(longest + "x");
        assertThat(stored.location()).startsWith(APP + PATH + "?back=%2Fjourney%2Fcallback%3Fresume%3D");
        assertThat(stored.stored()).extracting(LongTarget::path).isEqualTo("/account?" + longest + "x");
    }

    private static Decision.Redirect redirect(String query) {
        return (Decision.Redirect)
                DECIDER.before(person("/account").withQuery(query), CLOCK).orElseThrow();
    }

    @Test
    void userWhoHasSignedInGoesBackIntoTheApplication() {
        TestRequestFacts back = person("/journey/callback").withCookie().withQuery("returned=%2Faccount&round=3");
        assertThat(DECIDER.allowed(back)).isEqualTo(new Decision.GoBack(APP + "/account"));
        assertThat(DECIDER.allowed(person("/account").withCookie())).isEqualTo(Decision.PROCEED);
    }

    /** As a browser or a program sends it; the site as the browser states it. */
    @ParameterizedTest
    @CsvSource({
        "GET,  person,  none,        shown",
        "GET,  person,  same-origin, shown",
        "GET,  person,  cross-site,  shown",
        "GET,  program, same-origin, shown",
        "GET,  program, cross-site,  foreign",
        "GET,  program,            , shown",
        "POST, person,  same-origin, shown",
        "POST, person,  cross-site,  foreign",
        "POST, program, same-origin, shown",
        "POST, program, same-site,   foreign",
        "HEAD, person,  none,        method",
        "PUT,  program, same-origin, method",
        "PUT,  program, cross-site,  method",
        "get,  person,  none,        method",
    })
    void otherSitesMayOnlyLeadToThePage(String method, String client, @Nullable String site, String expected) {
        TestRequestFacts request = TestRequestFacts.of(method, PATH);
        request = client.equals("person") ? request.byPerson() : request.byProgram();
        request = site == null ? request : request.with("Sec-Fetch-Site", site);
        Map<String, Decision> outcomes = Map.of(
                "shown",
                Decision.SHOW_SIGN_IN_PAGE,
                "foreign",
                FOREIGN,
                "method",
                new Decision.Reject(Reason.SIGN_IN_METHOD, null));
        Decision decision = Objects.requireNonNull(outcomes.get(expected));
        assertThat(DECIDER.before(request, CLOCK)).contains(decision);
        assertThat(DECIDER.before(request.withCookie(), CLOCK))
                .as("with a session")
                .contains(decision);
    }

    @Test
    void prefetchOfThePageStartsNoSignIn() {
        assertThat(DECIDER.before(person(PATH).with("Sec-Purpose", "prefetch"), CLOCK))
                .contains(new Decision.Challenge(Reason.SIGN_IN_REQUIRED, APP + PATH));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/journey/sign-in/", "/journey/sign-in;x", "/journey/Sign-in", "/journey/sign-i%6e"})
    void otherSpellingOfThePageIsProtected(String path) {
        assertThat(DECIDER.before(person(path).seenByContainerAs(PATH), CLOCK))
                .containsInstanceOf(Decision.Redirect.class);
        assertThat(DECIDER.before(person(PATH).seenByContainerAs(path), CLOCK))
                .containsInstanceOf(Decision.Redirect.class);
    }

    @Test
    void redirectPathIsProtected() {
        assertThat(DECIDER.before(person("/journey/callback"), CLOCK))
                .contains(Deciders.sent(APP + PATH + "?back=%2Fjourney%2Fcallback", "/journey/callback"));
    }

    @ParameterizedTest
    @CsvSource({
        "                                       , /,           '',         0",
        "''                                     , /,           '',         0",
        "back=%2Faccount%3Ftab%3D1              , /account?tab=1, '',      0",
        "acr=strong+mfa&back=%2Fvault           , /vault,      strong mfa, 0",
        "back=%2Fvault&level=5                  , /vault,      '',         5",
        "back=%2Fa&back=%2Fb&acr=x&acr=y        , /a,          x,          0",
        "back                                   , /,           '',         0",
        "back&back=%2Fb                         , /,           '',         0",
        "back=%                                 , /,           '',         0",
        "Back=%2Fa&xback=%2Fb                   , /,           '',         0",
        "=%2Fa                                  , /,           '',         0",
        "back=%2F%2Fevil.example&acr=strong     , /,           strong,     0",
        "back=https%3A%2F%2Fevil.example        , /,           '',         0",
        "back=%2Fa&acr=a%22b&level=-1           , /a,          '',         0",
        "back=%2Fa&acr=%zz&level=high           , /a,          '',         0",
        "back=/a=b                              , /a=b,        '',         0",
    })
    void linkLeadsOnlyIntoTheApplication(@Nullable String query, String back, String acr, int level) {
        List<String> values = acr.isEmpty() ? List.of() : List.of(acr.split(" ", -1));
        assertThat(SignInPage.Link.read(query))
                .isEqualTo(new SignInPage.Link(back, new AuthenticationRequirement(values, level)));
    }

    @Test
    void writtenLinkIsReadUnchanged() {
        for (String back : List.of("/", "/account?tab=1&x=%20", "/a+b=c?d&e", "/a%26acr=x")) {
            for (AuthenticationRequirement demand : List.of(
                    AuthenticationRequirement.NONE,
                    STRONG,
                    AuthenticationRequirement.of(1),
                    new AuthenticationRequirement(List.of("a&b=c+d"), 99))) {
                SignInPage.Link link = new SignInPage.Link(back, demand);
                String written = link.below(PATH);
                assertThat(written).startsWith(PATH + "?back=");
                assertThat(SignInPage.Link.read(written.substring(PATH.length() + 1)))
                        .isEqualTo(link);
            }
        }
    }

    @Test
    void linkNamesOnlyWhatIsRequired() {
        assertThat(new SignInPage.Link("/a", AuthenticationRequirement.NONE).below(PATH))
                .isEqualTo(PATH + "?back=%2Fa");
        assertThat(new SignInPage.Link("/a", AuthenticationRequirement.of(List.of("x"))).below(PATH))
                .isEqualTo(PATH + "?back=%2Fa&acr=x");
        assertThat(new SignInPage.Link("/a", AuthenticationRequirement.of(7)).below(PATH))
                .isEqualTo(PATH + "?back=%2Fa&level=7");
    }

    /** A name may be empty, and a parameter may have no value. */
    @Test
    void firstParameterOfEachNameIsRead() {
        Random random = new Random(1);
        List<String> names = List.of("a", "b", "", "ab", "A");
        List<String> values = List.of("", "1", "=", "x=y", "%20", "+", "%C3%BC");
        for (int i = 0; i < 5_000; i++) {
            Map<String, String> expected = new HashMap<>();
            List<String> pairs = new ArrayList<>();
            for (int count = 1 + random.nextInt(4); count > 0; count--) {
                String name = names.get(random.nextInt(names.size()));
                String value = values.get(random.nextInt(values.size()));
                boolean isBare = value.isEmpty() && random.nextBoolean();
                pairs.add(isBare ? name : name + "=" + value);
                expected.putIfAbsent(name, URLDecoder.decode(value, StandardCharsets.UTF_8));
            }
            expected.keySet().retainAll(Set.of("a", "b", ""));
            String query = String.join("&", pairs);
            assertThat(SignInPage.Link.parameters(query, Set.of("a", "b", "")))
                    .as(query)
                    .isEqualTo(expected);
        }
        assertThat(SignInPage.Link.parameters(null, Set.of("a"))).isEmpty();
        assertThat(SignInPage.Link.parameters("a=%&b=%zz", Set.of("a", "b"))).isEqualTo(Map.of("a", "", "b", ""));
    }
}
