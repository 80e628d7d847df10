package org.journeyguard.decide;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Signing in by the authorization code flow. The redirect path is neither public nor protected: browsers come back to it from AM,
 * and links on our own pages lead to it to begin anew.
 */
public final class CodeFlow implements SignInPlace {
    private static final String BACK = "back=";

    private final String app;
    private final String redirectPath;

    /**
     * @param app public URL of the application with its context path, without a trailing slash
     * @param redirectPath below it, where AM sends browsers back to
     */
    public CodeFlow(String app, String redirectPath) {
        this.app = app;
        this.redirectPath = redirectPath;
    }

    @Override
    public String andBackTo(String rawPath, @Nullable String query) {
        return app + redirectPath + "?" + BACK
                + URLEncoder.encode(ReturnPath.of(rawPath, query), StandardCharsets.UTF_8);
    }

    @Override
    public Decision visit(String rawPath, @Nullable String query, String loginCounter) {
        return new Decision.BeginSignIn(ReturnPath.of(rawPath, query), loginCounter);
    }

    @Override
    public Reason loop() {
        return Reason.COOKIE_NOT_KEPT;
    }

    /** Whether a request is one for the redirect path, in both readings of its path. */
    boolean isCallback(RequestFacts facts) {
        return facts.rawPath().equals(redirectPath) && facts.containerPath().equals(redirectPath);
    }

    /** What becomes of it: an answer of AM's is looked at, a link of ours begins a sign-in. */
    Decision callback(RequestFacts facts, Instant now) {
        if (!facts.method().equals("GET")) {
            return new Decision.Reject(Reason.CALLBACK_METHOD, null);
        }
        String query = facts.query();
        if (query == null || !query.startsWith(BACK)) {
            return Decision.FINISH_SIGN_IN;
        }
        String back = ReturnPath.checked(decoded(query.substring(BACK.length())));
        LoginCounter counter = LoginCounter.parse(facts.loginCounter(), now);
        if (!facts.wantsPage() || counter.isExhausted()) {
            Reason reason = facts.wantsPage() ? loop() : Reason.SIGN_IN_REQUIRED;
            return new Decision.Challenge(reason, andBackTo(back, null));
        }
        return new Decision.BeginSignIn(back, counter.next().value());
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return "/";
        }
    }
}
