package org.journeyguard.internal.policy;

import static org.journeyguard.fixtures.PathPatterns.patterns;
import static org.journeyguard.fixtures.PathPatterns.publicPaths;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.journeyguard.internal.credential.Authentication;
import org.journeyguard.internal.credential.SsoIdentity;
import org.journeyguard.internal.request.OriginRules;
import org.journeyguard.internal.request.PathPattern;
import org.journeyguard.internal.request.PathRules;
import org.journeyguard.internal.request.RequestFacts;
import org.jspecify.annotations.Nullable;

/** The application whose requests the tests of this package decide. */
final class Deciders {
    static final Instant NOW = Instant.parse("2025-03-01T12:00:00Z");
    static final InstantSource CLOCK = InstantSource.fixed(NOW);
    static final String APP = "https://app.example.com";
    static final AcrRules ACR = new AcrRules(
            List.of(
                    new AcrRules.PathDemand(PathPattern.parse("/transfers/*"), "strong"),
                    new AcrRules.PathDemand(PathPattern.parse("POST /keys"), "mfa")),
            Map.of("strong", "StrongJourney"),
            Map.of("mfa", 5, "hardware", 20));
    static final LoginPage LOGIN =
            new LoginPage("https://sso.example.com/am/UI/Login", "/alpha", APP + "/shop", "/journey/callback", ACR);
    static final AccessDecider DECIDER = decider(LOGIN, "/logout");
    static final Authentication.Authenticated<SsoIdentity> ALICE = alice("/alpha");

    private Deciders() {}

    static AccessDecider decider(@Nullable SignInMethod login, String logoutPath) {
        return new AccessDecider(
                new PathRules(publicPaths("/public/*")),
                new OriginRules(APP, Set.of("https://partner.example.com")),
                patterns(logoutPath),
                patterns("/everywhere"),
                "/back-channel",
                login,
                ACR,
                0,
                "/alpha");
    }

    static Authentication.Authenticated<SsoIdentity> alice(String realm) {
        return new Authentication.Authenticated<>(
                new SsoIdentity("alice", realm, "id=alice", null, null, null, null, Map.of()));
    }

    /** What a browser remembers that is sent to AM for the first time. */
    static LoginCount firstTime(String target) {
        String cookie = LoginCount.PREFIX + WantedTarget.of(target, null).key();
        return new LoginCount(cookie, "1." + NOW.getEpochSecond(), List.of());
    }

    static Decision sent(String url, String target) {
        return new Decision.Redirect(url, firstTime(target), null);
    }

    static Decision begun(String back, String... acrValues) {
        return new Decision.BeginSignIn(back, List.of(acrValues), firstTime(back), false, null);
    }

    /** Returns the cookies of a browser that has been sent to AM so many times for a request. */
    static Map<String, String> loginCounters(RequestFacts request, int rounds) {
        String key = WantedTarget.of(request.rawPath(), request.query()).key();
        return Map.of(LoginCount.PREFIX + key, rounds + "." + NOW.getEpochSecond());
    }

    static Optional<Decision> before(RequestFacts request) {
        return DECIDER.before(request, CLOCK);
    }

    static Decision after(RequestFacts request, Authentication<?> answer) {
        return DECIDER.after(request, answer, CLOCK);
    }
}
