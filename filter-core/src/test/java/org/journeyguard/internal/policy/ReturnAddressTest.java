package org.journeyguard.internal.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReturnAddressTest {
    private static final long SEED = 42;
    private static final String REDIRECT_PATH = "/journey/callback";
    private static final List<String> TARGETS =
            List.of("/", "/account", "/a%20b?x=1&y=%26", "/?returned=%2F&round=9", "/a?acr=x&level=7");
    private static final List<List<String>> ACRS = List.of(List.of(), List.of("strong"), List.of("a=b", "c&d", "%2F"));

    @Test
    void writtenAddressIsReadUnchanged() {
        Random random = new Random(SEED);
        for (int i = 0; i < 5_000; i++) {
            AuthenticationRequirement demand =
                    new AuthenticationRequirement(ACRS.get(random.nextInt(ACRS.size())), number(random));
            String target = TARGETS.get(random.nextInt(TARGETS.size()));
            ReturnAddress address = switch (random.nextInt(3)) {
                case 0 -> ReturnAddress.to(target, demand, number(random));
                case 1 -> ReturnAddress.toKept("key-" + i, demand, number(random));
                default -> ReturnAddress.toPost("id-" + i, demand, number(random));
            };
            String below = address.below(REDIRECT_PATH);
            assertThat(below).startsWith(REDIRECT_PATH + "?");
            assertThat(ReturnAddress.read(below.substring(REDIRECT_PATH.length() + 1)))
                    .isEqualTo(address);
            assertThat(ReturnAddress.isAt(below, REDIRECT_PATH)).isTrue();
            assertThat(ReturnAddress.isAt("/x" + below, REDIRECT_PATH)).isFalse();
        }
    }

    @Test
    void addressOmitsDefaults() {
        assertThat(ReturnAddress.to("/", AuthenticationRequirement.NONE, 0).below(REDIRECT_PATH))
                .isEqualTo("/journey/callback?returned=%2F");
        assertThat(ReturnAddress.toKept("k", AuthenticationRequirement.of(1), 1).below(REDIRECT_PATH))
                .isEqualTo("/journey/callback?resume=k&round=1&level=1");
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(
            strings = {
                "",
                "returned",
                "resume",
                "code=x&state=y",
                "back=%2F",
                "x&returned=%2F",
                "xresume=k",
                "Resume=k",
                "post",
                "=post",
                "posted=x"
            })
    void otherQueriesAreNotReturnAddresses(@Nullable String query) {
        assertThat(ReturnAddress.read(query)).isNull();
        assertThat(ReturnAddress.isAt(REDIRECT_PATH + "?" + query, REDIRECT_PATH))
                .isFalse();
    }

    /** Anyone can write an address. */
    @ParameterizedTest
    @CsvSource({
        "round=0, 0",
        "round=1, 1",
        "round=90, 90",
        "round=99999, 99999",
        "round=100000, 0",
        "round=99999999999, 0",
        "round=, 0",
        "round=-1, 0",
        "round=+1, 0",
        "round=1/, 0",
        "round=1:, 0",
        "round=\u0661, 0",
        "round=1&round=2, 1",
        "round, 0",
        "=1, 0",
        "Round=1, 0"
    })
    void roundHasAtMostFiveDigitsAndDefaultsToZero(String parameters, int round) {
        assertThat(ReturnAddress.read("resume=k&" + parameters))
                .isEqualTo(ReturnAddress.toKept("k", AuthenticationRequirement.NONE, round));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a b", "a%22b", "%3Cscript%3E", "a.b", "%", "\u00e9"})
    void malformedKeyIsReplacedByNone(String key) {
        assertThat(ReturnAddress.read("resume=" + key))
                .isEqualTo(ReturnAddress.toKept("none", AuthenticationRequirement.NONE, 0));
        String longest = "k".repeat(40);
        assertThat(ReturnAddress.read("resume=" + longest + "k"))
                .extracting(ReturnAddress::key)
                .isEqualTo("none");
        assertThat(ReturnAddress.read("resume=" + longest))
                .extracting(ReturnAddress::key)
                .isEqualTo(longest);
    }

    private static int number(Random random) {
        return random.nextInt(random.nextBoolean() ? 3 : 100_000);
    }
}
