package org.journeyguard.internal.response;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Map;
import org.journeyguard.internal.policy.Decision;
import org.journeyguard.internal.policy.LongTarget;

/**
 * The two pages that keep a long target in the browser: one stores it and redirects to AM, the other redirects to it. Only these pages
 * contain a script, each a constant one. Without scripts they show what to do.
 */
public final class StoragePages {
    private static final String STORE = "var d=document.getElementById('d').dataset;"
            + "try{sessionStorage.setItem('journey-'+d.key,d.path);location.replace(d.to)}catch(e){}";

    /** Only this origin can write its storage, and a stored path that starts with two slashes is never valid. */
    private static final String RESUME = "var d=document.getElementById('d').dataset,p=null;"
            + "try{p=sessionStorage.getItem('journey-'+d.key);sessionStorage.removeItem('journey-'+d.key)}catch(e){}"
            + "if(p&&/^\\/(?![\\/\\\\])/.test(p))location.replace(d.app+p)";

    private static final String STORE_POLICY = policy(STORE);
    private static final String RESUME_POLICY = policy(RESUME);

    private StoragePages() {}

    /**
     * Returns a 401 that stores a target and redirects to AM.
     *
     * @param url of AM, or one that leads there
     * @param to a person
     */
    public static FilterResponse store(LongTarget target, String url, ResponseFormat to) {
        Map<String, String> headers = FilterResponses.neverStored();
        headers.put("WWW-Authenticate", "Bearer");
        String data = "<p id=\"d\" data-key=\"" + FilterResponses.html(target.key()) + "\" data-path=\""
                + FilterResponses.html(target.path()) + "\" data-to=\"" + FilterResponses.html(url) + "\"></p>\n";
        String more = FilterResponses.link(url, Messages.SIGN_IN, to) + data + script(STORE);
        return page(401, headers, Messages.LONG_ADDRESS, more, to, STORE_POLICY);
    }

    /**
     * Returns a 200 that redirects to the stored target.
     *
     * @param to a person
     */
    public static FilterResponse resume(Decision.Resume resume, ResponseFormat to) {
        String data = "<p id=\"d\" data-key=\"" + FilterResponses.html(resume.key()) + "\" data-app=\""
                + FilterResponses.html(resume.app()) + "\"></p>\n";
        String more = FilterResponses.link(resume.app() + "/", Messages.START, to) + data + script(RESUME);
        return page(200, FilterResponses.neverStored(), Messages.RESUME, more, to, RESUME_POLICY);
    }

    private static FilterResponse page(
            int status, Map<String, String> headers, String name, String more, ResponseFormat to, String policy) {
        return FilterResponses.page(
                status, headers, to.words().title(name), to.words().detail(name), more, to, policy);
    }

    private static String script(String text) {
        return "<script>" + text + "</script>\n";
    }

    /** Allows this script only (Content Security Policy Level 3, 2.3.1). */
    private static String policy(String script) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(script.getBytes(StandardCharsets.UTF_8));
            return "script-src 'sha256-" + Base64.getEncoder().encodeToString(hash) + "'; ";
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
