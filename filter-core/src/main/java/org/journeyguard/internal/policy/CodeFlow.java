package org.journeyguard.internal.policy;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Signing in by the authorization code flow. The redirect path is neither public nor protected: browsers come back to it from AM,
 * and links on our own pages lead to it to begin anew.
 */
public final class CodeFlow implements SignInMethod {
    private static final String BACK = "back=";
    private static final String ACR = "&acr=";

    private final String app;
    private final String redirectPath;
    private final AmPages pages;
    private final AcrRules acr;

    /**
     * @param app public URL of the application with its context path, without a trailing slash
     * @param redirectPath below it, where AM sends browsers back to
     * @param page AM's login page
     * @param acr what can be asked for
     */
    public CodeFlow(String app, String redirectPath, String page, AcrRules acr) {
        this.app = app;
        this.redirectPath = redirectPath;
        this.pages = AmPages.of(page, app);
        this.acr = acr;
    }

    @Override
    public String andBackTo(String rawPath, @Nullable String query, AuthenticationRequirement how) {
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
    public Decision visit(SignInVisit visit) {
        String target = visit.wanted().path();
        String back = visit.back(target, redirectPath);
        boolean isLong = !PackedText.isShort(back);
        return new Decision.BeginSignIn(
                isLong ? visit.backToKept(redirectPath) : back,
                acr.acrValues(visit.demand()),
                visit.count(),
                visit.isSilent(),
                isLong ? new LongTarget(visit.wanted().key(), target) : null);
    }

    @Override
    public boolean canBeSilent() {
        return true;
    }

    @Override
    public Reason loop() {
        return Reason.COOKIE_NOT_KEPT;
    }

    @Override
    public String app() {
        return app;
    }

    @Override
    public String redirectPath() {
        return redirectPath;
    }

    @Override
    public AmPages pages() {
        return pages;
    }

    /**
     * Reads a link of ours that begins a sign-in.
     *
     * @param query of the redirect path as sent; null for none
     * @return null when it is no such link
     */
    static @Nullable Link link(@Nullable String query) {
        if (query == null || !query.startsWith(BACK)) {
            return null;
        }
        int mark = query.indexOf(ACR);
        String back = ReturnPath.checked(decoded(query.substring(BACK.length(), mark < 0 ? query.length() : mark)));
        // anybody can write a link; it asks for a way to sign in, or for what is none
        List<String> acrValues =
                mark < 0 ? List.of() : AcrRules.valuesOf(decoded(query.substring(mark + ACR.length())));
        return new Link(back, AuthenticationRequirement.of(acrValues));
    }

    /**
     * A link of ours that begins a sign-in.
     *
     * @param back path below the context to come back to
     * @param demand how to sign in
     */
    record Link(String back, AuthenticationRequirement demand) {}

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
