package org.journeyguard.internal.authorization;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.journeyguard.internal.policy.AcrRules;
import org.journeyguard.internal.policy.AuthenticationRequirement;
import org.journeyguard.internal.request.TransactionId;

/**
 * Reads from AM's advices how a user has to sign in to be allowed. Pure.
 *
 * @see "PingAM 8, Authorization guide: Policy advice"
 */
public final class AdviceRules {
    private static final String SERVICE = "AuthenticateToServiceConditionAdvice";
    private static final String TREE = "AuthenticateToTreeConditionAdvice";
    private static final String TRANSACTION = "TransactionConditionAdvice";
    private static final String LEVEL = "AuthLevelConditionAdvice";
    private static final int LONGEST_LEVEL = 9;

    private AdviceRules() {}

    /**
     * Returns the required sign-in: with a chain or journey of the realm, else at a level, the highest of several.
     *
     * @param advices of a denial
     * @param realm of the application
     * @param acr names chains and journeys
     * @return empty if no sign-in to this realm changes the decision
     */
    public static Optional<AuthenticationRequirement> requirement(
            Map<String, List<String>> advices, String realm, AcrRules acr) {
        Optional<AuthenticationRequirement> byService = Stream.of(SERVICE, TREE)
                .flatMap(name -> advices.getOrDefault(name, List.of()).stream())
                .flatMap(value -> inRealm(value, realm).stream())
                .flatMap(service -> acr.acrOf(service).stream())
                .findFirst()
                .map(value -> AuthenticationRequirement.of(List.of(value)));
        return byService.or(() -> advices.getOrDefault(LEVEL, List.of()).stream()
                .flatMap(value -> inRealm(value, realm).stream())
                .flatMap(value -> level(value).stream())
                .max(Integer::compare)
                .map(AuthenticationRequirement::of));
    }

    /** Returns the id of the transaction that the user has to authorize; empty if there is none. */
    public static Optional<String> transaction(Map<String, List<String>> advices) {
        return advices.getOrDefault(TRANSACTION, List.of()).stream()
                .filter(TransactionId::isId)
                .findFirst();
    }

    /** AM writes a realm and a colon before a value, or only the value for the realm of the policies. */
    private static Optional<String> inRealm(String value, String realm) {
        int colon = value.indexOf(':');
        boolean isHere = colon < 0 || value.substring(0, colon).equals(realm);
        return isHere ? Optional.of(value.substring(colon + 1)) : Optional.empty();
    }

    private static Optional<Integer> level(String text) {
        boolean isNumber = !text.isEmpty()
                && text.length() <= LONGEST_LEVEL
                && text.chars().allMatch(c -> c >= '0' && c <= '9');
        return isNumber ? Optional.of(Integer.parseInt(text)).filter(level -> level > 0) : Optional.empty();
    }
}
