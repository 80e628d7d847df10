package org.journeyguard.internal.policy;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Pattern;
import org.journeyguard.internal.request.PathParameters;
import org.journeyguard.internal.request.TransactionId;
import org.jspecify.annotations.Nullable;

/** AM's login page and the return address. */
public final class LoginPage implements SignInMethod {
    /** Parameters that choose a sign-in method; a required method replaces the page's own. */
    private static final Pattern WAY =
            Pattern.compile("(?<=[?&])(?:service|authIndexType|authIndexValue|authlevel|module|user|role)=[^&]*&");

    private final String base;
    /** The login page without a sign-in method. */
    private final String anyWay;

    private final String app;
    private final String redirectPath;
    private final AmPages pages;
    private final AcrRules acr;

    /**
     * @param page the login page; its query is kept
     * @param realm added as {@code realm} unless the page names one
     * @param app public URL of the application with its context path, without a trailing slash
     * @param redirectPath path below it, for returns that need to be checked
     * @param acr maps acr values to AM's chains, journeys and levels
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

    /** {@inheritDoc} A path without a leading slash could change the host and is replaced by the root. */
    @Override
    public String loginUrlReturningTo(String rawPath, @Nullable String query, AuthenticationRequirement how) {
        String path = rawPath.isEmpty() || rawPath.startsWith("/") ? PathParameters.withoutSessionId(rawPath) : "/";
        return loginUrlContinuingTo(app + path + (query == null ? "" : "?" + query), how);
    }

    /**
     * Returns the URL that signs in, or steps up (PingAM 8, Sessions guide: Session upgrade), and then redirects.
     *
     * @param url where to redirect
     */
    public String loginUrlContinuingTo(String url, AuthenticationRequirement how) {
        String way = way(how);
        return (way.isEmpty() ? base : anyWay + way) + "goto=" + encode(url);
    }

    private String way(AuthenticationRequirement how) {
        if (how.acr().isEmpty() && how.level() > 0) {
            return advice("AuthLevelConditionAdvice", String.valueOf(how.level()));
        }
        return acr.service(how.acr())
                .map(service -> "service=" + encode(service) + "&")
                .orElse("");
    }

    /** Returns a parameter of the login page that tells it an advice of AM's policies. */
    private static String advice(String name, String value) {
        String advice = "<Advices><AttributeValuePair><Attribute name=\"" + name + "\"/><Value>" + value
                + "</Value></AttributeValuePair></Advices>";
        return "authIndexType=composite_advice&authIndexValue=" + encode(advice) + "&";
    }

    /**
     * Returns the URL at which the user authorizes a transaction, and that then returns with its id.
     *
     * @param id of the transaction: {@link TransactionId#isId}
     * @param rawPath path below the context, as sent
     * @param query as sent; null for none
     * @return empty if it is too long
     */
    Optional<String> transactionUrl(String id, String rawPath, @Nullable String query) {
        String back = app + PathParameters.withoutSessionId(rawPath) + "?" + TransactionId.addedTo(query, id);
        String url = anyWay + advice("TransactionConditionAdvice", id) + "goto=" + encode(back);
        return url.length() <= SignInVisit.LONGEST_URL ? Optional.of(url) : Optional.empty();
    }

    @Override
    public Decision visit(SignInVisit visit) {
        return visit.to(visit.wanted().target(), redirectPath, back -> loginUrlReturningTo(back, null, visit.demand()));
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

    private static String encode(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8);
    }
}
