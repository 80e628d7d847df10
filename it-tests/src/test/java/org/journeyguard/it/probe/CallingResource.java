package org.journeyguard.it.probe;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.client.Client;
import jakarta.ws.rs.client.ClientBuilder;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import org.eclipse.microprofile.rest.client.RestClientBuilder;
import org.journeyguard.jaxrs.AccessTokenPropagation;

/** Calls another service for its user, and tells its answer. */
@Path("calls")
public class CallingResource {
    private static final Client CLIENT = ClientBuilder.newClient().register(AccessTokenPropagation.class);

    /** With the client of JAX-RS. */
    @GET
    @Path("plain")
    public String plain(@QueryParam("to") String to) {
        Response answer = CLIENT.target(to).request(MediaType.APPLICATION_JSON).get();
        return answer.getStatus() + " " + answer.readEntity(String.class);
    }

    /** With an interface of MicroProfile Rest Client. */
    @GET
    @Path("interface")
    public String byInterface(@QueryParam("to") URI to) {
        try {
            return "200 "
                    + RestClientBuilder.newBuilder()
                            .baseUri(to)
                            .followRedirects(true)
                            .build(CalledService.class)
                            .get();
        } catch (WebApplicationException e) {
            return String.valueOf(e.getResponse().getStatus());
        }
    }
}
