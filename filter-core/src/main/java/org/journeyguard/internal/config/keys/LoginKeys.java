package org.journeyguard.internal.config.keys;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Configuration keys for how users sign in. */
public final class LoginKeys {
    /** How users sign in. */
    public static final Key<LoginWay> LOGIN = Key.choice(
                    "journey.login", Map.of("am", LoginWay.AM, "oidc", LoginWay.OIDC, "none", LoginWay.NONE))
            .orElse("am")
            .example("oidc")
            .says("am: users go to AM's login page and return with its cookie. oidc: users sign in with the "
                    + "authorization code flow, for an AM whose cookie does not reach the application. none: requests "
                    + "without a session or token get a 401.");

    /** Time limit for a sign-in. */
    public static final Key<Duration> TIMEOUT = Key.duration("journey.login.timeout")
            .orElse("PT10M")
            .example("PT10M")
            .says("How long a sign-in with the authorization code flow can take, from the redirect to the return.");

    /** Login page. */
    public static final Key<String> URL = Key.text("journey.login.url")
            .example("https://sso.example.com/am/UI/Login")
            .says("AM's login page. Realm and goto are added. Default: /UI/Login below journey.am.public-url.");

    static final List<Key<?>> ALL = List.of(LOGIN, TIMEOUT, URL);

    private LoginKeys() {}
}
