package org.journeyguard.jaxrs;

import jakarta.ws.rs.client.Client;
import jakarta.ws.rs.client.ClientRequestContext;
import java.lang.reflect.Method;

/** Keeps calls from following redirects, which would take their tokens to wherever a service likes. */
final class Redirects {
    /** Jersey's, for each call. */
    static final String FOLLOW_REDIRECTS = "jersey.config.client.followRedirects";

    private Redirects() {}

    /**
     * Forbids it for one call. RESTEasy can be told for all calls of a client only, so what was told to follow them is refused there.
     *
     * @throws IllegalStateException when the client would follow redirects all the same
     */
    static void forbid(ClientRequestContext call) {
        call.setProperty(FOLLOW_REDIRECTS, false);
        if (isToldToFollow(call.getClient())) {
            throw new IllegalStateException(
                    "This client follows redirects and would take the user's token along to any place that "
                            + "a service names: register AccessTokenPropagation on a client that was not told to (followRedirects)");
        }
    }

    /** Asked by its method's name, because not every server lets applications see the types of its client. */
    private static boolean isToldToFollow(Client client) {
        try {
            Object engine = call(client, "httpEngine");
            return Boolean.TRUE.equals(call(engine, "isFollowRedirects"));
        } catch (NoSuchMethodException e) {
            return false;
        } catch (ReflectiveOperationException | RuntimeException e) {
            throw new IllegalStateException("Whether this client follows redirects can't be found out", e);
        }
    }

    private static Object call(Object object, String name) throws ReflectiveOperationException {
        Method method = object.getClass().getMethod(name);
        method.setAccessible(true);
        return method.invoke(object);
    }
}
