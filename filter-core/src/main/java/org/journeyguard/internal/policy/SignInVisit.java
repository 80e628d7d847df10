package org.journeyguard.internal.policy;

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
