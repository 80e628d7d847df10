package org.journeyguard.internal.policy;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.journeyguard.internal.request.PackedText;
import org.jspecify.annotations.Nullable;

/**
 * Sign-in by the authorization code flow. The redirect path is neither public nor protected: browsers return to it from AM, and links on
 * our own pages use it to start again.
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
     * @param redirectPath path below it to which AM redirects browsers
     * @param page AM's login page
     * @param acr the acr values that can be requested
     */
    public CodeFlow(String app, String redirectPath, String page, AcrRules acr) {
        this.app = app;
        this.redirectPath = redirectPath;
        this.pages = AmPages.of(page, app);
        this.acr = acr;
    }

    @Override
    public String loginUrlReturningTo(String rawPath, @Nullable String query, AuthenticationRequirement how) {
        return loginUrlReturningTo(ReturnPath.of(rawPath, query), acr.acrValues(how));
    }

    /**
     * Returns the URL that signs in and returns to a known path.
     *
     * @param back path below the context, with its query: {@link ReturnPath}
     * @param acrValues required sign-in methods; empty for any
     */
    public String loginUrlReturningTo(String back, List<String> acrValues) {
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
     * Parses a link of ours that starts a sign-in.
     *
     * @param query of the redirect path as sent; null for none
     * @return null if it is not such a link
     */
    static @Nullable Link link(@Nullable String query) {
        if (query == null || !query.startsWith(BACK)) {
            return null;
        }
        int mark = query.indexOf(ACR);
        String back = ReturnPath.checked(decoded(query.substring(BACK.length(), mark < 0 ? query.length() : mark)));
        // anyone can write such a link; an invalid list is ignored
        List<String> acrValues =
                mark < 0 ? List.of() : AcrRules.valuesOf(decoded(query.substring(mark + ACR.length())));
        return new Link(back, AuthenticationRequirement.of(acrValues));
    }

    /**
     * A link of ours that starts a sign-in.
     *
     * @param back path below the context to return to
     * @param demand the required sign-in
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
