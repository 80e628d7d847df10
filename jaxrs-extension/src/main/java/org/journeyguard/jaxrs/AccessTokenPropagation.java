package org.journeyguard.jaxrs;

import jakarta.ws.rs.client.ClientRequestContext;
import jakarta.ws.rs.client.ClientRequestFilter;
import jakarta.ws.rs.client.ClientResponseContext;
import jakarta.ws.rs.client.ClientResponseFilter;
import jakarta.ws.rs.core.HttpHeaders;
import java.io.IOException;
import java.util.Optional;
import org.journeyguard.JourneyException;
import org.journeyguard.JourneyUser;
import org.journeyguard.Renewal;
import org.journeyguard.Token;
import org.journeyguard.internal.web.RequestContext;

/**
 * Sends the user's access token (RFC 6750, 2.1) with the calls of a JAX-RS client and renews it in time. Only services that
 * {@code journey.outgoing.targets} names receive it. The application registers it on a client, or by {@code @RegisterProvider} on a
 * MicroProfile Rest Client interface.
 *
 * <p>The user is that of the current thread's request; on other threads, set the call's property {@value #USER}. Nothing is sent without a
 * user, or if the call already has an {@code Authorization} header. Redirects are not followed with a token, and a RESTEasy client that is
 * configured to follow them sends none. If a service responds with 401, the token is renewed, and a call that may be repeated (RFC 9110,
 * 9.2.2) is repeated once.
 */
public final class AccessTokenPropagation implements ClientRequestFilter, ClientResponseFilter {
    /** Property of a call that holds its {@link JourneyUser}. */
    public static final String USER = "org.journeyguard.user";

    private static final System.Logger LOG = System.getLogger(AccessTokenPropagation.class.getName());
    private static final String SENT_FOR = "org.journeyguard.sent-for";
    private static final int UNAUTHORIZED = 401;

    /** Creates the filter, for registration as a class or an instance. */
    public AccessTokenPropagation() {}

    /**
     * Adds the token.
     *
     * @throws JourneyException if no token is available; the call is not made
     */
    @Override
    public void filter(ClientRequestContext call) {
        if (call.getHeaders().containsKey(HttpHeaders.AUTHORIZATION)) {
            return;
        }
        user(call)
                .ifPresent(user -> user.tokenFor(call.getUri(), Renewal.IF_DUE).ifPresent(token -> {
                    call.getHeaders().putSingle(HttpHeaders.AUTHORIZATION, authorization(token));
                    Redirects.forbid(call);
                    call.setProperty(SENT_FOR, user);
                }));
    }

    private static String authorization(Token token) {
        return "Bearer " + token.accessToken();
    }

    private static Optional<JourneyUser> user(ClientRequestContext call) {
        return call.getProperty(USER) instanceof JourneyUser given
                ? Optional.of(given)
                : RequestContext.current().flatMap(RequestContext::user);
    }

    /** Repeats the call with a renewed token after a 401, where that may help. */
    @Override
    public void filter(ClientRequestContext call, ClientResponseContext answer) throws IOException {
        if (answer.getStatus() == UNAUTHORIZED
                && call.getProperty(SENT_FOR) instanceof JourneyUser user
                && RetryOnUnauthorized.isPossible(call)) {
            Optional<Token> renewed = renewed(call, user);
            if (renewed.isPresent()) {
                new RetryOnUnauthorized(call, answer).with(renewed.get());
            }
        }
    }

    /** Returns empty if no other token is available; the service's own response then explains the failure best. */
    private static Optional<Token> renewed(ClientRequestContext call, JourneyUser user) {
        Object sent = call.getHeaders().getFirst(HttpHeaders.AUTHORIZATION);
        try {
            return user.tokenFor(call.getUri(), Renewal.FORCE)
                    .filter(token -> !authorization(token).equals(sent));
        } catch (JourneyException e) {
            LOG.log(System.Logger.Level.DEBUG, "A service has refused a token, and there is no other", e);
            return Optional.empty();
        }
    }
}
