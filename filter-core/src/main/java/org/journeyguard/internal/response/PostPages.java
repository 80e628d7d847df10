package org.journeyguard.internal.response;

import java.util.Map;
import org.journeyguard.internal.policy.Decision;

/** The pages for a POST that is kept while its user signs in. */
public final class PostPages {
    /** The name of the only field of the form that sends a kept POST again. */
    public static final String FIELD = "journey-kept-post";

    private static final String SUBMIT = "document.forms[0].submit()";

    private PostPages() {}

    /**
     * Returns a 401 that leads to AM. Not a redirect: browsers let a page restrict where its forms are redirected to (CSP, {@code
     * form-action}).
     *
     * @param url of AM, or one that leads there
     * @param to a person
     */
    public static FilterResponse kept(String url, ResponseFormat to) {
        Map<String, String> headers = FilterResponses.neverStored();
        headers.put("WWW-Authenticate", "Bearer");
        headers.put("Refresh", "0; url=" + url);
        String more = FilterResponses.link(url, Messages.SIGN_IN, to);
        return page(401, headers, Messages.POST_KEPT, more, to);
    }

    /** Returns the challenge to a program whose POST is kept: problem details with {@code login}, where its user can sign in. */
    public static FilterResponse kept(Decision.Challenge challenge, ResponseFormat to) {
        return FilterResponses.challengeWithLogin(challenge, to.words());
    }

    /**
     * Returns a 200 that sends a kept POST again: by itself, or by its button. Its target may redirect to any site, as after the first POST.
     *
     * @param url of the POST
     * @param token by which the filter finds the kept POST
     * @param nonce random
     * @param to a person
     */
    public static FilterResponse repeat(String url, String token, String nonce, ResponseFormat to) {
        Map<String, String> headers = FilterResponses.neverStored();
        headers.put("Referrer-Policy", "same-origin");
        headers.put(
                "Content-Security-Policy",
                "default-src 'none'; style-src 'unsafe-inline'; script-src 'nonce-" + nonce
                        + "'; form-action http: https:; frame-ancestors 'none'");
        String more = "<form method=\"post\" enctype=\"text/plain\" action=\"" + FilterResponses.html(url)
                + "\"><input type=\"hidden\" name=\"" + FIELD + "\" value=\"" + FilterResponses.html(token)
                + "\"><button>" + FilterResponses.html(to.words().text(Messages.SEND))
                + "</button></form>\n<script nonce=\""
                + nonce + "\">" + SUBMIT + "</script>\n";
        return page(200, headers, Messages.POST_SENDING, more, to);
    }

    private static FilterResponse page(
            int status, Map<String, String> headers, String name, String more, ResponseFormat to) {
        return FilterResponses.page(
                status, headers, to.words().title(name), to.words().detail(name), more, to, FilterResponses.NO_SCRIPT);
    }
}
