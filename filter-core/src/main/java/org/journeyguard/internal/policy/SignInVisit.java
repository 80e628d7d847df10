package org.journeyguard.internal.policy;

/**
 * A visit to AM that a browser is sent on.
 *
 * @param wanted where it is to come back to
 * @param demand how the user is to sign in
 * @param isInDoubt whether it comes back by a {@link ReturnAddress}
 * @param round how often it has then been sent there
 * @param count what it is to remember
 * @param isSilent whether nobody may be asked for anything
 */
record SignInVisit(
        WantedTarget wanted,
        AuthenticationRequirement demand,
        boolean isInDoubt,
        int round,
        LoginCount count,
        boolean isSilent) {

    /**
     * Where it comes back to: a path below the context with its query.
     *
     * @param target the one that is wanted, as this way to sign in writes it
     */
    String back(String target, String redirectPath) {
        boolean isDirect = !isInDoubt || ReturnAddress.isAt(target, redirectPath);
        return isDirect ? target : ReturnAddress.to(target, demand, round).below(redirectPath);
    }

    /** Where it comes back to when the browser keeps the target meanwhile. */
    String backToKept(String redirectPath) {
        return ReturnAddress.toKept(wanted.key(), demand, round).below(redirectPath);
    }
}
