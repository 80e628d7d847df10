package org.journeyguard.internal.policy;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import org.journeyguard.internal.request.PathParameters;
import org.jspecify.annotations.Nullable;

/** AM's login page, and the way back from it. */
public final class LoginPage implements SignInMethod {
    /** What chooses a way to sign in; one that is asked for takes the place of one that the page always has. */
    private static final Pattern WAY =
            Pattern.compile("(?<=[?&])(?:service|authIndexType|authIndexValue|authlevel|module|user|role)=[^&]*&");

    /** AM's server takes lines of eight thousand octets, with all headers, and writes the way back into URLs of its own. */
    private static final int LONGEST_URL = 4_000;

    private final String base;
    /** The same without a way to sign in. */
    private final String anyWay;

    private final String app;
    private final String redirectPath;
    private final AmPages pages;
    private final AcrRules acr;

    /**
     * @param page the login page; a query it has already is kept
     * @param realm added as {@code realm} unless the page names one
     * @param app public URL of the application with its context path, without a trailing slash
     * @param redirectPath below it, where browsers come back to that have to be looked at
     * @param acr what stands for authentication context class references at AM
     */
    public LoginPage(String page, String realm, String app, String redirectPath, AcrRules acr) {
        boolean hasRealm = page.contains("?realm=") || page.contains("&realm=");
        this.base = page + (page.indexOf('?') < 0 ? "?" : "&") + (hasRealm ? "" : "realm=" + encode(realm) + "&");
        this.anyWay = WAY.matcher(base).replaceAll("");
        this.app = app;
        this.redirectPath = redirectPath;
        this.pages = AmPages.of(page, app);
        this.acr = acr;
    }

    /** As {@link SignInMethod}; a path without a leading slash could change the host and counts as the root. */
    @Override
    public String andBackTo(String rawPath, @Nullable String query, AuthenticationRequirement how) {
        String path = rawPath.isEmpty() || rawPath.startsWith("/") ? PathParameters.withoutSessionId(rawPath) : "/";
        return andOnTo(app + path + (query == null ? "" : "?" + query), how);
    }

    /**
     * The URL that signs in, or steps up (PingAM 8, Sessions guide: Session upgrade), and goes on.
     *
     * @param url where to
     */
    public String andOnTo(String url, AuthenticationRequirement how) {
        String way = way(how);
        return (way.isEmpty() ? base : anyWay + way) + "goto=" + encode(url);
    }

    private String way(AuthenticationRequirement how) {
        if (how.acr().isEmpty() && how.level() > 0) {
            String advice = "<Advices><AttributeValuePair><Attribute name=\"AuthLevelConditionAdvice\"/><Value>"
                    + how.level() + "</Value></AttributeValuePair></Advices>";
            return "authIndexType=composite_advice&authIndexValue=" + encode(advice) + "&";
        }
        return acr.service(how.acr())
                .map(service -> "service=" + encode(service) + "&")
                .orElse("");
    }

    @Override
    public Decision visit(SignInVisit visit) {
        String target = visit.wanted().target();
        String url = andBackTo(visit.back(target, redirectPath), null, visit.demand());
        if (url.length() <= LONGEST_URL) {
            return new Decision.Redirect(url, visit.count(), null);
        }
        return new Decision.Redirect(
                andBackTo(visit.backToKept(redirectPath), null, visit.demand()),
                visit.count(),
                new LongTarget(visit.wanted().key(), visit.wanted().path()));
    }

    @Override
    public boolean canBeSilent() {
        return false;
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

    @Override
    public Reason loop() {
        return Reason.LOGIN_LOOP;
    }

    private static String encode(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8);
    }
}
