package org.journeyguard.jaxrs;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import java.util.Optional;
import java.util.Set;
import org.journeyguard.JourneyException;
import org.journeyguard.JourneyUser;
import org.journeyguard.decide.Decision;
import org.journeyguard.decide.HttpAnswer;
import org.journeyguard.decide.HttpAnswers;
import org.journeyguard.decide.Reason;
import org.journeyguard.servlet.Passage;
import org.jspecify.annotations.Nullable;

/** Asks what the user may do; who he is the filter has decided. A request that has not come through it is refused. */
final class AccessFilter implements ContainerRequestFilter {
    private final AccessRule rule;
    private final Set<String> scope;
    private final RequiredAuthentication authentication;

    /**
     * @param scope what the access token must have been granted in addition; empty for nothing
     * @param authentication how the user must have signed in in addition
     */
    AccessFilter(AccessRule rule, Set<String> scope, RequiredAuthentication authentication) {
        this.rule = rule;
        this.scope = scope;
        this.authentication = authentication;
    }

    @Override
    public void filter(ContainerRequestContext context) {
        // by the specification of this method the attributes of the servlet request; instances get nothing injected
        if (!(context.getProperty(Passage.ATTRIBUTE) instanceof Passage passage)) {
            HttpAnswer refusal = HttpAnswers.reject(new Decision.Reject(Reason.NO_FILTER, null), false);
            context.abortWith(Responses.of(refusal));
            return;
        }
        context.setSecurityContext(
                new JourneySecurityContext(passage, context.getSecurityContext().isSecure()));
        try {
            HttpAnswer refusal = refusal(passage);
            if (refusal != null) {
                context.abortWith(Responses.of(refusal));
            }
        } catch (JourneyException e) {
            context.abortWith(Responses.of(passage.answerTo(e)));
        }
    }

    private @Nullable HttpAnswer refusal(Passage passage) {
        if (rule instanceof AccessRule.DenyAll) {
            return passage.forbidden(Reason.DENIED);
        }
        if (!(rule instanceof AccessRule.RolesAllowed) && scope.isEmpty() && authentication.isNone()) {
            return null;
        }
        Optional<JourneyUser> user = passage.user();
        if (user.isEmpty()) {
            return passage.signIn();
        }
        // AM may have to be asked for roles, but never for the scope
        if (!user.get().scope().containsAll(scope)) {
            return passage.insufficientScope(scope);
        }
        if (rule instanceof AccessRule.RolesAllowed allowed && !hasOne(user.get(), allowed.roles())) {
            return passage.forbidden(Reason.ROLE_MISSING);
        }
        // last, because nobody should sign in anew for what is not allowed anyway
        authentication.requireOf(user.get());
        return null;
    }

    private static boolean hasOne(JourneyUser user, Set<String> allowed) {
        return allowed.contains("**")
                || user.roles().stream().anyMatch(role -> !role.equals("*") && allowed.contains(role));
    }
}
