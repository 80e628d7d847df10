package org.journeyguard.jaxrs;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.client.Client;
import jakarta.ws.rs.client.ClientBuilder;
import jakarta.ws.rs.client.Entity;
import jakarta.ws.rs.client.Invocation;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;

/** Calls other services for its users, and tells what they answer. */
@Path("calls")
public class CallsResource {
    private static final Client CLIENT = ClientBuilder.newClient().register(AccessTokenPropagation.class);

    private static Invocation.Builder call(String to) {
        return CLIENT.target(to).request();
    }

    private static String told(Response answer) {
        return answer.getStatus() + " " + answer.readEntity(String.class);
    }

    @GET
    public String get(@QueryParam("to") String to) {
        return told(call(to).get());
    }

    @GET
    @Path("by-itself")
    public String byItself(@QueryParam("to") String to) {
        return told(
                call(to).header(HttpHeaders.AUTHORIZATION, "Basic of-its-own").get());
    }

    @GET
    @Path("put")
    public String put(@QueryParam("to") String to) {
        return told(call(to).put(Entity.text("something")));
    }

    @GET
    @Path("post")
    public String post(@QueryParam("to") String to) {
        return told(call(to).post(Entity.text("something")));
    }

    @GET
    @Path("stream")
    public String stream(@QueryParam("to") String to) {
        return told(call(to).put(Entity.text(new ByteArrayInputStream("something".getBytes(StandardCharsets.UTF_8)))));
    }

    @GET
    @Path("later")
    public String later(@QueryParam("to") String to) {
        return CompletableFuture.supplyAsync(() -> told(call(to).get())).join();
    }

    @GET
    @Path("later-for-the-user")
    public String laterForTheUser(@QueryParam("to") String to, @Context SecurityContext security) {
        Object user = security.getUserPrincipal();
        return CompletableFuture.supplyAsync(() -> told(
                        call(to).property(AccessTokenPropagation.USER, user).get()))
                .join();
    }
}
