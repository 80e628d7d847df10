package org.journeyguard.internal.web;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.ServletException;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.journeyguard.test.FakeAm;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** However long an address is, signing in leads back to all of it. */
class LongReturnAddressTest {
    private static final String APP = "https://app.example.com/shop";
    private static final String LETTERS = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._~";

    private final FakeAm am = new FakeAm(FakeAm.Kind.OPENAM);

    @AfterEach
    void end() {
        am.close();
    }

    /** One that hardly gets shorter by being packed. */
    private static String address(int length) {
        StringBuilder address = new StringBuilder("/account?");
        new Random(length).ints(length, 0, LETTERS.length()).forEach(i -> address.append(LETTERS.charAt(i)));
        return address.toString();
    }

    private static String data(TestResponse page, String name) {
        Matcher value = Pattern.compile("data-" + name + "=\"([^\"]*)\"").matcher(page.body());
        assertThat(value.find()).as(page.body()).isTrue();
        return value.group(1).replace("&amp;", "&");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1_000, 1_490, 1_600})
    void longAddressIsInTheState(int length) throws ServletException {
        try (TestWeb web = new TestWeb(am, APP)) {
            TestPerson alice = new TestPerson(web, am, APP, "alice");
            TestResponse response = alice.signIn(address(length));
            assertThat(response.header("Location")).isEqualTo(APP + address(length));
        }
    }

    @Test
    void compressibleLongAddressIsInTheState() throws ServletException {
        StringBuilder filters = new StringBuilder("/account?");
        for (int i = 0; i < 400; i++) {
            filters.append("filter=customer-").append(i).append('&');
        }
        try (TestWeb web = new TestWeb(am, APP)) {
            TestPerson alice = new TestPerson(web, am, APP, "alice");
            assertThat(alice.signIn(filters.toString()).header("Location")).isEqualTo(APP + filters);
        }
    }

    @ParameterizedTest
    @CsvSource({"oidc, 3000", "oidc, 7900", "am, 4200", "am, 7900"})
    void longerAddressIsStoredInTheBrowser(String login, int length) throws ServletException {
        try (TestWeb web = new TestWeb(am, APP, "journey.login", login)) {
            TestPerson alice = new TestPerson(web, am, APP, "alice");
            TestResponse page = alice.get(address(length));
            assertThat(page.getStatus()).isEqualTo(401);
            assertThat(data(page, "path")).isEqualTo(address(length));
            assertThat(page.header("Content-Security-Policy")).contains("script-src 'sha256-");
            assertThat(page.body()).as("text for browsers without scripts").contains("then open the address again");
            String toAm = data(page, "to");
            assertThat(toAm).hasSizeLessThan(2_000);

            TestResponse back = backFrom(toAm, login, alice);
            assertThat(back.getStatus()).isEqualTo(200);
            assertThat(data(back, "key")).isEqualTo(data(page, "key"));
            assertThat(data(back, "app")).isEqualTo(APP);
            assertThat(alice.whoIsOn(address(length))).isEqualTo("alice");
        }
    }

    private static TestResponse backFrom(String toAm, String login, TestPerson visitor) {
        if (login.equals("oidc")) {
            TestResponse response = visitor.get(visitor.answerOfAm(toAm).substring(APP.length()));
            return visitor.get(response.header("Location").substring(APP.length()));
        }
        visitor.cookies.put(FakeAm.COOKIE, visitor.ssoToken().value());
        return visitor.get(TestTabs.goTo(toAm).substring(APP.length()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"<script>alert(1)</script>", "\"onload=x", "../..", "%3Cscript%3E", ""})
    void keyWithMarkupIsRefused(String key) throws ServletException {
        try (TestWeb web = new TestWeb(am, APP)) {
            TestPerson alice = new TestPerson(web, am, APP, "alice");
            alice.signIn("/account");
            assertThat(data(alice.get("/journey/callback?resume=" + key), "key"))
                    .isEqualTo("none");
        }
    }
}
