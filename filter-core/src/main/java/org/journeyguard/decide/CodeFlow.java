package org.journeyguard.decide;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Signing in by the authorization code flow. The redirect path is neither public nor protected: browsers come back to it from AM,
 * and links on our own pages lead to it to begin anew.
 */
public final class CodeFlow implements SignInPlace {
    private static final String BACK = "back=";
    private static final String ACR = "&acr=";
    /** More than anybody asks for; the cookie of the sign-in has to hold them. */
    private static final int LONGEST_ACR = 200;

    private final String app;
    private final String redirectPath;
    private final AcrRules acr;

    /**
     * @param app public URL of the application with its context path, without a trailing slash
     * @param redirectPath below it, where AM sends browsers back to
     * @param acr what can be asked for
     */
    public CodeFlow(String app, String redirectPath, AcrRules acr) {
        this.app = app;
        this.redirectPath = redirectPath;
        this.acr = acr;
    }

    @Override
    public String andBackTo(String rawPath, @Nullable String query, AuthenticationDemand how) {
        return andBackTo(ReturnPath.of(rawPath, query), acr.acrValues(how));
    }

    /**
     * The same, of what is known already.
     *
     * @param back path below the context, with its query: {@link ReturnPath}
     * @param acrValues how to sign in; empty for anyhow
     */
    public String andBackTo(String back, List<String> acrValues) {
        return app + redirectPath + "?" + BACK + encoded(back)
                + (acrValues.isEmpty() ? "" : ACR + encoded(String.join(" ", acrValues)));
    }

    @Override
    public Decision visit(String rawPath, @Nullable String query, AuthenticationDemand how, String loginCounter) {
        return new Decision.BeginSignIn(ReturnPath.of(rawPath, query), acr.acrValues(how), loginCounter);
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
        int mark = query.indexOf(ACR);
        String back = ReturnPath.checked(decoded(query.substring(BACK.length(), mark < 0 ? query.length() : mark)));
        List<String> acrValues = mark < 0 ? List.of() : acrValues(decoded(query.substring(mark + ACR.length())));
        LoginCounter counter = LoginCounter.parse(facts.loginCounter(), now);
        if (!facts.wantsPage() || counter.isExhausted()) {
            Reason reason = facts.wantsPage() ? loop() : Reason.SIGN_IN_REQUIRED;
            return new Decision.Challenge(reason, andBackTo(back, acrValues));
        }
        return new Decision.BeginSignIn(back, acrValues, counter.next().value());
    }

    /** Anybody can write a link; it asks for a way to sign in, or for what is none. */
    private static List<String> acrValues(String text) {
        List<String> values = List.of(text.split(" ", -1));
        return text.length() <= LONGEST_ACR && values.stream().allMatch(AcrRules::isAcr) ? values : List.of();
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return "";
        }
    }
}
