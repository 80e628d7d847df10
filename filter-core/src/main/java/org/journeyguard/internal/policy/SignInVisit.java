package org.journeyguard.internal.policy;

import java.util.function.UnaryOperator;

/**
 * A redirect of a browser to AM.
 *
 * @param wanted the target to return to
 * @param demand the required sign-in
 * @param isInDoubt whether it must return by a {@link ReturnAddress}
 * @param round how many times it has then been sent to AM
 * @param count what it has to remember
 * @param isSilent whether AM must not prompt the user
 */
record SignInVisit(
        WantedTarget wanted,
        AuthenticationRequirement demand,
        boolean isInDoubt,
        int round,
        LoginCount count,
        boolean isSilent) {
    /** AM's server accepts request lines of 8,000 octets including all headers, and AM copies the return address into its own URLs. */
    static final int LONGEST_URL = 4_000;

    /**
     * Redirects to a page on which the user signs in. The browser stores a target that would make the address of the page too long.
     *
     * @param target the target as this sign-in method writes it
     * @param page returns the URL of the page, which then leads to an address below the context
     */
    Decision to(String target, String redirectPath, UnaryOperator<String> page) {
        String url = page.apply(back(target, redirectPath));
        return url.length() <= LONGEST_URL
                ? new Decision.Redirect(url, count, null)
                : new Decision.Redirect(
                        page.apply(backToKept(redirectPath)), count, new LongTarget(wanted.key(), wanted.path()));
    }

    /**
     * Returns the address to return to: a path below the context with its query.
     *
     * @param target the target as this sign-in method writes it
     */
    String back(String target, String redirectPath) {
        if (wanted.isPost()) {
            return ReturnAddress.toPost(wanted.key(), demand, round).below(redirectPath);
        }
        boolean isDirect = !isInDoubt || ReturnAddress.isAt(target, redirectPath);
        return isDirect ? target : ReturnAddress.to(target, demand, round).below(redirectPath);
    }

    /** Returns the address to return to if the browser stores the target. */
    String backToKept(String redirectPath) {
        return ReturnAddress.toKept(wanted.key(), demand, round).below(redirectPath);
    }
}
