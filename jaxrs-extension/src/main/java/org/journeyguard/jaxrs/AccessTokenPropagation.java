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
 * Sends the user's access token (RFC 6750, 2.1) with the calls of a JAX-RS client, renewed in time, to the services that {@code
 * journey.outgoing.targets} names and to no other. Registered by the application on a client, or by {@code @RegisterProvider} on an
 * interface of MicroProfile Rest Client.
 *
 * <p>The user is that of the request which the thread works for; on another thread the call has to be given one, by the property
 * {@value #USER}. Without a user, and where the call has an {@code Authorization} already, nothing is sent. Redirects are not followed
 * with a token, and a client of RESTEasy that was told to follow them sends none. When a service answers 401, the token is renewed and a call that may be repeated (RFC 9110, 9.2.2) is so once.
 */
public final class AccessTokenPropagation implements ClientRequestFilter, ClientResponseFilter {
    /** Property of a call that holds its {@link JourneyUser}. */
    public static final String USER = "org.journeyguard.user";

    private static final System.Logger LOG = System.getLogger(AccessTokenPropagation.class.getName());
    private static final String SENT_FOR = "org.journeyguard.sent-for";
    private static final int UNAUTHORIZED = 401;

    /** Registered by its class, or as an object. */
    public AccessTokenPropagation() {}

    /**
     * Adds the token.
     *
     * @throws JourneyException when there is no token to be had; the call is not made
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

    /** Repeats the call with another token, if that may help. */
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

    /** Empty where there is no other token: then the service's own answer says it best. */
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
