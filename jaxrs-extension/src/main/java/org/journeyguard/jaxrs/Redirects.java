package org.journeyguard.jaxrs;

import jakarta.ws.rs.client.Client;
import jakarta.ws.rs.client.ClientRequestContext;
import java.lang.reflect.Method;

/** Prevents calls from following redirects, which would send their tokens to any address that a service names. */
final class Redirects {
    /** Jersey's property of a call. */
    static final String FOLLOW_REDIRECTS = "jersey.config.client.followRedirects";

    private Redirects() {}

    /**
     * Disables redirects for one call. RESTEasy can only be configured per client, so calls of a client that follows redirects are refused
     * there.
     *
     * @throws IllegalStateException if the client would follow redirects anyway
     */
    static void forbid(ClientRequestContext call) {
        call.setProperty(FOLLOW_REDIRECTS, false);
        if (isToldToFollow(call.getClient())) {
            throw new IllegalStateException(
                    "This client follows redirects and would take the user's token along to any place that "
                            + "a service names: register AccessTokenPropagation on a client that was not told to (followRedirects)");
        }
    }

    /** Calls the method by name, because some servers hide the types of their client from applications. */
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
