package org.journeyguard.internal.policy;

import java.util.Locale;
import org.journeyguard.internal.request.OriginRules;
import org.journeyguard.internal.request.RequestFacts;

/**
 * Decides which POSTs are kept while their users sign in: forms and JSON of a known size that the application's own pages send. Without
 * the proof that a page of the application sent it, a POST is never kept: it is sent again by a page of the application, and would pass for
 * one of its own. Pure.
 *
 * @param origins recognises the application's own pages
 * @param maxSize in octets; 0 if no POSTs are kept
 */
public record PostRules(OriginRules origins, int maxSize) {
    /** The media type in which browsers send a kept POST again: no form of the application, and no container reads parameters from it. */
    public static final String REPETITION = "text/plain";
    /** The length of {@code journey-kept-post=}, a token and the end of the line. */
    public static final int REPETITION_SIZE = 86;

    private static final int LONGEST_NUMBER = 9;
    private static final int LONGEST_ADDRESS = 8_000;

    /**
     * Decides about a request that is refused because its user has to sign in.
     *
     * @param demand the required sign-in
     * @param refusal the answer without kept POSTs
     */
    Decision decide(RequestFacts facts, AuthenticationRequirement demand, Decision.Challenge refusal) {
        if (maxSize == 0 || !facts.method().equals("POST") || facts.isFramed() || facts.isWebSocketHandshake()) {
            return refusal;
        }
        if (isRepetition(facts)) {
            return new Decision.KeepPost(demand, refusal);
        }
        if (!isForm(facts) || facts.header("Content-Encoding") != null) {
            return refusal;
        }
        if (!origins.isOwn(facts)) {
            boolean isForeign = facts.wantsPage() && origins.isForeign(facts);
            return isForeign ? new Decision.Reject(Reason.FOREIGN_ORIGIN, null) : refusal;
        }
        if (!ReturnPath.isPossible(facts.rawPath(), facts.query())) {
            return refusal;
        }
        int size = size(facts);
        if (size < 0) {
            return because(Reason.POST_NOT_KEPT, facts, refusal);
        }
        return size <= maxSize && isShort(facts)
                ? new Decision.KeepPost(demand, refusal)
                : because(Reason.POST_TOO_LARGE, facts, refusal);
    }

    /** Whether the address and the type fit beside the body in what is kept. */
    private static boolean isShort(RequestFacts facts) {
        String type = facts.header("Content-Type");
        return ReturnPath.of(facts.rawPath(), facts.query()).length() + (type == null ? 0 : type.length())
                <= LONGEST_ADDRESS;
    }

    /** Returns the page that says why a POST is not kept; programs get the answer without kept POSTs. */
    public static Decision because(Reason reason, RequestFacts facts, Decision.Challenge refusal) {
        return facts.wantsPage()
                ? new Decision.Challenge(reason, refusal.login(), refusal.scope(), refusal.acrValues())
                : refusal;
    }

    /** Returns whether the request may be the one by which a browser sends a kept POST again; its body says whether it is. */
    public static boolean isRepetition(RequestFacts facts) {
        return facts.method().equals("POST")
                && size(facts) == REPETITION_SIZE
                && mediaType(facts).equals(REPETITION)
                && facts.wantsPage();
    }

    /** Returns the size of the body in octets; -1 if it is not known. */
    public static int size(RequestFacts facts) {
        String length = facts.header("Content-Length");
        if (length == null || length.isEmpty() || !length.chars().allMatch(c -> c >= '0' && c <= '9')) {
            return -1;
        }
        return length.length() <= LONGEST_NUMBER ? Integer.parseInt(length) : Integer.MAX_VALUE;
    }

    private static boolean isForm(RequestFacts facts) {
        String type = mediaType(facts);
        return type.equals("application/x-www-form-urlencoded")
                || type.equals("multipart/form-data")
                || type.equals("application/json")
                || (type.startsWith("application/") && type.endsWith("+json"));
    }

    private static String mediaType(RequestFacts facts) {
        String type = facts.header("Content-Type");
        return type == null ? "" : type.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
    }
}
