package org.journeyguard.internal.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.journeyguard.internal.policy.Deciders.ACR;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.journeyguard.internal.credential.AuthenticationContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Here {@code strong} is the journey {@code StrongJourney}, {@code mfa} level 5 and {@code hardware} level 20. */
class AcrRulesTest {

    private static Set<String> words(String text) {
        return Arrays.stream(text.split(" ", -1))
                .filter(word -> !word.equals("-"))
                .collect(Collectors.toUnmodifiableSet());
    }

    @ParameterizedTest
    @CsvSource({
        "strong,     StrongJourney,      -,        0,  true",
        "strong,     Login StrongJourney,-,        0,  true",
        "strong,     strong,             -,        0,  false",
        "strong,     Login,              -,        99, false",
        "strong,     -,                  strong,   0,  true",
        "strong,     -,                  0,        0,  false",
        "strong,     -,                  Strong,   0,  false",
        "strong,     -,                  -,        0,  false",
        "mfa,        mfa,                -,        0,  true",
        "mfa,        -,                  -,        5,  true",
        "mfa,        -,                  -,        4,  false",
        "mfa,        -,                  hardware, 0,  true",
        "hardware,   -,                  mfa,      0,  false",
        "strong mfa, -,                  mfa,      0,  true",
        "strong mfa, StrongJourney,      -,        0,  true",
        "strong mfa, Login,              other,    1,  false",
    })
    void acrIsMetByItsNameServiceOrLevel(String demanded, String services, String acr, int level, boolean isMet) {
        AuthenticationContext context = new AuthenticationContext(words(services), words(acr), level);
        assertThat(ACR.isMet(AuthenticationRequirement.of(List.of(demanded.split(" "))), context))
                .isEqualTo(isMet);
    }

    @ParameterizedTest
    @CsvSource({
        "1, -, 0, false",
        "1, -, 1, true",
        "5, mfa, 0, true",
        "6, mfa, 0, false",
        "6, mfa, 7, true",
        "20, hardware strong, 0, true"
    })
    void levelIsMetByTheSessionsLevelOrThatOfItsAcr(int demanded, String acr, int level, boolean isMet) {
        AuthenticationContext context = new AuthenticationContext(Set.of("StrongJourney"), words(acr), level);
        assertThat(ACR.isMet(AuthenticationRequirement.of(demanded), context)).isEqualTo(isMet);
    }

    @Test
    void acrAndLevelAreBothRequired() {
        AuthenticationRequirement both = new AuthenticationRequirement(List.of("strong"), 5);
        assertThat(ACR.isMet(both, new AuthenticationContext(Set.of("StrongJourney"), Set.of(), 4)))
                .isFalse();
        assertThat(ACR.isMet(both, new AuthenticationContext(Set.of(), Set.of(), 5)))
                .isFalse();
        assertThat(ACR.isMet(both, new AuthenticationContext(Set.of("StrongJourney"), Set.of(), 5)))
                .isTrue();
    }

    @Test
    void noRequirementIsAlwaysMet() {
        assertThat(ACR.isMet(AuthenticationRequirement.NONE, AuthenticationContext.NONE))
                .isTrue();
    }

    @Test
    void levelRequestsTheAcrsThatReachItLowestFirst() {
        assertThat(ACR.acrValues(AuthenticationRequirement.of(1))).containsExactly("mfa", "hardware");
        assertThat(ACR.acrValues(AuthenticationRequirement.of(6))).containsExactly("hardware");
        assertThat(ACR.acrValues(AuthenticationRequirement.of(21))).isEmpty();
        assertThat(ACR.acrValues(AuthenticationRequirement.NONE)).isEmpty();
        assertThat(ACR.acrValues(AuthenticationRequirement.of(List.of("b", "a"))))
                .containsExactly("b", "a");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/transfers/7",
                "/transfers",
                "/transfers/",
                "/transfers/a/b",
                "/transfers;x=1/7",
                "/./transfers/7",
                "/x/../transfers/7",
                "//transfers/7",
                "/transfers//7",
                "/tr%61nsfers/7",
                "/tr%2561nsfers/7",
                "/%2e/transfers/7",
                "/transfers/../a",
                "/transfers/%2E%2e/a",
            })
    void pathRequiresItsAcrInEverySpelling(String raw) {
        assertThat(ACR.demands("GET", raw, "/")).containsExactly(AuthenticationRequirement.of(List.of("strong")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/transfersx", "/", "", "/a/transfers", "/a/../b", "/%", "/%zz/transfers"})
    void otherPathRequiresNoAcr(String raw) {
        assertThat(ACR.demands("GET", raw, "/")).isEmpty();
    }

    @Test
    void pathSeenByTheContainerRequiresItsAcr() {
        assertThat(ACR.demands("GET", "/whatever", "/transfers/7"))
                .containsExactly(AuthenticationRequirement.of(List.of("strong")));
    }

    @Test
    void methodLimitsThePattern() {
        assertThat(ACR.demands("POST", "/keys", "/keys")).containsExactly(AuthenticationRequirement.of(List.of("mfa")));
        assertThat(ACR.demands("POST", "/keys/", "/keys/")).isNotEmpty();
        assertThat(ACR.demands("GET", "/keys", "/keys")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a b", "a,b", "a\"b", "a\\b", "a\nb", "ä"})
    void invalidTextIsNotAnAcr(String text) {
        assertThat(AcrRules.isAcr(text)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"strong", "0", "urn:mace:incommon:iap:silver", "https://refeds.org/profile/mfa", "a=b"})
    void validTextIsAnAcr(String text) {
        assertThat(AcrRules.isAcr(text)).isTrue();
    }

    @Test
    void acrIsPrintableAsciiWithoutSeparatorsAndQuotes() {
        for (char c = 0; c < 0x180; c++) {
            boolean isPrintable = c > 0x20 && c < 0x7f;
            assertThat(AcrRules.isAcr("a" + c + "b"))
                    .as("U+%04x", (int) c)
                    .isEqualTo(isPrintable && "\"\\,".indexOf(c) < 0);
        }
    }

    @Test
    void receivedAcrListIsLimitedTo200Characters() {
        assertThat(AcrRules.valuesOf("x".repeat(200))).containsExactly("x".repeat(200));
        assertThat(AcrRules.valuesOf("x".repeat(201))).isEmpty();
        assertThat(AcrRules.valuesOf("a b")).containsExactly("a", "b");
        for (String list : List.of("", " ", "a  b", " a", "a ", "a\tb", "a \"b")) {
            assertThat(AcrRules.valuesOf(list)).as(list).isEmpty();
        }
    }

    @Test
    void firstAcrNamesTheService() {
        assertThat(ACR.service(List.of("strong", "mfa"))).contains("StrongJourney");
        assertThat(ACR.service(List.of("mfa", "strong"))).contains("mfa");
        assertThat(ACR.service(List.of())).isEmpty();
    }

    @Test
    void acrsOfOneLevelAreSortedByName() {
        AcrRules rules = new AcrRules(List.of(), Map.of(), Map.of("c", 1, "a", 1, "b", 1, "z", 0, "low", 2));
        assertThat(rules.acrValues(AuthenticationRequirement.of(1))).containsExactly("a", "b", "c", "low");
    }

    @Test
    void pathsAreThoseOfTheDemands() {
        assertThat(ACR.paths())
                .extracting(each -> each.pattern() + "=" + each.acr())
                .containsExactly("/transfers/*=strong", "POST /keys=mfa");
    }
}
