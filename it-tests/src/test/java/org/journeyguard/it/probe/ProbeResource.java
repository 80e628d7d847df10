package org.journeyguard.it.probe;

import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.container.AsyncResponse;
import jakarta.ws.rs.container.Suspended;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.sse.Sse;
import jakarta.ws.rs.sse.SseEventSink;
import java.security.Principal;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.journeyguard.AuthenticationRequired;
import org.journeyguard.cdi.CurrentUser;

/** Asks for the user, and fails, in all the asynchronous ways of JAX-RS. {@code /api/open} is public. */
@Path("{area}")
@RequestScoped
public class ProbeResource {
    @Resource
    @SuppressWarnings("NullAway.Init")
    private ManagedExecutorService executor;

    @Inject
    private CurrentUser currentUser;

    @Inject
    private UserEnterpriseBean asker;

    /** Who it is, without any ado. */
    @GET
    @Path("who")
    public String who(@Context SecurityContext security) {
        return name(security);
    }

    /** Who it is, told at once and from another thread. */
    @GET
    @Path("events")
    @Produces(MediaType.SERVER_SENT_EVENTS)
    public void events(@Context SseEventSink sink, @Context Sse sse, @Context SecurityContext security) {
        String injected = currentUser.get().map(Principal::getName).orElse("nobody");
        Principal captured = security.getUserPrincipal();
        sink.send(sse.newEvent(name(security) + " " + injected));
        executor.execute(() -> {
            sink.send(sse.newEvent("later " + captured));
            sink.close();
        });
    }

    /** Fails on another thread. */
    @GET
    @Path("stage")
    public CompletionStage<String> stage() {
        return CompletableFuture.supplyAsync(
                () -> {
                    throw new AuthenticationRequired("who is it?");
                },
                executor);
    }

    /** Is resumed with a failure. */
    @GET
    @Path("resumed")
    public void resumed(@Suspended AsyncResponse response) {
        executor.execute(() -> response.resume(new AuthenticationRequired("who is it?")));
    }

    /** Fails with a wrapped exception. */
    @GET
    @Path("wrapped")
    public String wrapped() {
        throw new IllegalStateException(new AuthenticationRequired("who is it?"));
    }

    /** Fails in an enterprise bean, which wraps exceptions. */
    @GET
    @Path("bean")
    public String bean() {
        return asker.ask();
    }

    private static String name(SecurityContext security) {
        Principal principal = security.getUserPrincipal();
        return principal == null ? "nobody" : principal.getName();
    }
}
