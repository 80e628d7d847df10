package org.journeyguard.it.smoke;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.ProcessingException;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.client.Client;
import jakarta.ws.rs.client.ClientBuilder;
import org.journeyguard.jaxrs.AccessTokenPropagation;

/** Calls another service by a client that was told to follow redirects, each in the way of its engine. */
@Path("{area}/calls")
public class SmokeCalls {

    /** The status of the answer, or why there was no call. */
    @GET
    public String call(@QueryParam("to") String to) throws ReflectiveOperationException {
        Client client = ClientBuilder.newBuilder()
                .property("jersey.config.client.followRedirects", true)
                .register(AccessTokenPropagation.class)
                .build();
        try {
            followInResteasy(client);
            return String.valueOf(client.target(to).request().get().getStatus());
        } catch (ProcessingException e) {
            return String.valueOf(e.getCause());
        } finally {
            client.close();
        }
    }

    private static void followInResteasy(Client client) throws ReflectiveOperationException {
        if (client.getClass().getName().startsWith("org.jboss.resteasy.")) {
            Object engine = client.getClass().getMethod("httpEngine").invoke(client);
            engine.getClass().getMethod("setFollowRedirects", boolean.class).invoke(engine, true);
        }
    }
}
