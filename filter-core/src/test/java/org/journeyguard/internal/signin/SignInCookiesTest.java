package org.journeyguard.internal.signin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.journeyguard.test.ManualTime.START;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class SignInCookiesTest {
    private static final Duration TIMEOUT = Duration.ofMinutes(10);

    private static SignInCookie begun(String name, int secondsAgo, int length) {
        return new SignInCookie(name, START.minusSeconds(secondsAgo).getEpochSecond() + "." + "x".repeat(length));
    }

    private static List<String> surplus(SignInCookie... present) {
        return SignInCookies.surplus(List.of(present), begun("fresh", 0, 100), START, TIMEOUT);
    }

    @Test
    void cookiesOverHttpsHaveTheHostPrefix() {
        assertThat(new SignInCookies(URI.create("https://app.example.com/shop")).prefix())
                .startsWith("__Host-journey-sign-in-");
        assertThat(new SignInCookies(URI.create("http://localhost:8080")).prefix())
                .startsWith("journey-sign-in-");
    }

    @Test
    void cookiesOfApplicationsOnOneHostHaveDifferentNames() {
        assertThat(new SignInCookies(URI.create("https://app.example.com/shop")).prefix())
                .isNotEqualTo(new SignInCookies(URI.create("https://app.example.com/desk")).prefix());
    }

    @Test
    void cookieNameDoesNotRevealTheState() {
        SignInCookies names = new SignInCookies(URI.create("http://localhost:8080"));
        assertThat(names.name("the-state")).startsWith(names.prefix()).doesNotContain("the-state");
        assertThat(names.name("the-state")).isNotEqualTo(names.name("another"));
    }

    @Test
    void sixthSignInRemovesTheOldestCookie() {
        assertThat(surplus(begun("a", 4, 100), begun("b", 3, 100), begun("c", 2, 100), begun("d", 1, 100)))
                .isEmpty();
        assertThat(surplus(
                        begun("e", 5, 100),
                        begun("b", 3, 100),
                        begun("a", 4, 100),
                        begun("c", 2, 100),
                        begun("d", 1, 100)))
                .containsExactly("e");
    }

    @Test
    void equallyOldCookiesAreRemovedInOrder() {
        assertThat(surplus(begun("a", 1, 9), begun("b", 1, 9), begun("c", 1, 9), begun("d", 1, 9), begun("e", 1, 9)))
                .containsExactly("a");
    }

    @Test
    void longCookiesAreRemovedEarlierToLimitTheHeader() {
        assertThat(surplus(begun("a", 2, 2_300), begun("b", 1, 2_300))).containsExactly("a");
    }

    @Test
    void expiredAndUnreadableCookiesAreRemoved() {
        assertThat(surplus(begun("late", 601, 9), new SignInCookie("odd", "x"), begun("good", 600, 9)))
                .containsExactlyInAnyOrder("late", "odd");
    }
}
