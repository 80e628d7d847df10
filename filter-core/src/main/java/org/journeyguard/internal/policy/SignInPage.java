package org.journeyguard.internal.policy;

import java.net.URI;
import org.journeyguard.internal.request.OriginRules;
import org.journeyguard.internal.request.RequestFacts;
import org.jspecify.annotations.Nullable;

/** Sign-in on a page of the application's own, which is neither public nor protected. */
public final class SignInPage implements SignInMethod {
    private static final int LONGEST_URL = 4_000;

    private final String app;
    private final String path;
    private final String redirectPath;

    /**
     * @param app public URL of the application with its context path, without a trailing slash
     * @param path of the page, below it
     * @param redirectPath path below it, for returns that need to be checked
     */
    public SignInPage(String app, String path, String redirectPath) {
        this.app = app;
        this.path = path;
        this.redirectPath = redirectPath;
    }

    @Override
    public String loginUrlReturningTo(String rawPath, @Nullable String query, AuthenticationRequirement how) {
        return url(ReturnPath.of(rawPath, query), how);
    }

    private String url(String back, AuthenticationRequirement how) {
        return app + new SignInPageLink(back, how).below(path);
    }

    @Override
    public Decision visit(SignInVisit visit) {
        String target = visit.wanted().path();
        String url = url(visit.back(target, redirectPath), visit.demand());
        return url.length() <= LONGEST_URL
                ? new Decision.Redirect(url, visit.count(), null)
                : new Decision.Redirect(
                        url(visit.backToKept(redirectPath), visit.demand()),
                        visit.count(),
                        new LongTarget(visit.wanted().key(), target));
    }

    /** Returns whether a request is for the page, by both its raw and its container path. */
    boolean isAt(RequestFacts facts) {
        return facts.rawPath().equals(path) && facts.containerPath().equals(path);
    }

    /**
     * Decides about a request for the page. A page of another site may lead a browser here, but may not send what was entered, and may not
     * read the steps.
     */
    Decision decide(RequestFacts facts, OriginRules origins) {
        boolean isGet = facts.method().equals("GET");
        if (!isGet && !facts.method().equals("POST")) {
            return new Decision.Reject(Reason.SIGN_IN_METHOD, null);
        }
        boolean isVisit = isGet && facts.wantsPage();
        if (!isVisit && origins.isForeign(facts)) {
            return new Decision.Reject(Reason.FOREIGN_ORIGIN, null);
        }
        return facts.isPrefetch()
                ? new Decision.Challenge(Reason.SIGN_IN_REQUIRED, app + path)
                : Decision.SHOW_SIGN_IN_PAGE;
    }

    @Override
    public boolean canBeSilent() {
        return false;
    }

    @Override
    public Reason loop() {
        return Reason.LOGIN_LOOP;
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
        return new AmPages(OriginRules.of(URI.create(app)), app + path, false);
    }
}
