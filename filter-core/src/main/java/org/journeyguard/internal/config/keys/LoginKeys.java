package org.journeyguard.internal.config.keys;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Configuration keys for how users sign in. */
public final class LoginKeys {
    /** How users sign in. */
    public static final Key<LoginWay> LOGIN = Key.choice(
                    "journey.login",
                    Map.of(
                            "am", LoginWay.AM,
                            "oidc", LoginWay.OIDC,
                            "journey", LoginWay.JOURNEY,
                            "none", LoginWay.NONE))
            .orElse("am")
            .example("oidc")
            .says("am: users go to AM's login page and return with its cookie. oidc: users sign in with the "
                    + "authorization code flow, for an AM whose cookie does not reach the application. journey: users sign "
                    + "in on a page of the application, by a journey of AM. none: requests without a session or token "
                    + "get a 401.");

    /** Time limit for a sign-in. */
    public static final Key<Duration> TIMEOUT = Key.duration("journey.login.timeout")
            .orElse("PT10M")
            .example("PT10M")
            .says("How long a sign-in with the authorization code flow can take from the redirect to the "
                    + "return, how long a step on the application's own page can take, and how long a POST is kept "
                    + "for a user who signs in.");

    /** Login page. */
    public static final Key<String> URL = Key.text("journey.login.url")
            .example("https://sso.example.com/am/UI/Login")
            .says("AM's login page. Realm and goto are added. Default: /UI/Login below journey.am.public-url.");

    /** Whether POSTs are kept. */
    public static final Key<Boolean> KEEP_POSTS = Key.choice(
                    "journey.login.keep-posts", Map.of("true", true, "false", false))
            .orElse("false")
            .example("true")
            .says(
                    "true: a form or JSON that the application's own page posts without a session is kept, encrypted, and "
                            + "sent again once after the user has signed in.");

    /** Maximum size of a kept POST. */
    public static final Key<Integer> KEPT_POST_SIZE = Key.number("journey.login.keep-posts.max-size")
            .orElse("65536")
            .example("65536")
            .says("Maximum size of a POST that is kept, in octets, uploaded files included.");

    /** Maximum number of kept POSTs. */
    public static final Key<Integer> KEPT_POSTS = Key.number("journey.login.keep-posts.max-posts")
            .orElse("200")
            .example("200")
            .says("Maximum number of POSTs that each node keeps at once. Further ones are not kept.");

    static final List<Key<?>> ALL = List.of(LOGIN, TIMEOUT, URL, KEEP_POSTS, KEPT_POST_SIZE, KEPT_POSTS);

    private LoginKeys() {}
}
