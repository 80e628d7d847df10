package org.journeyguard.it.smoke;

import jakarta.annotation.security.DenyAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
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
import org.journeyguard.JourneyUser;
import org.journeyguard.RequiresScope;
import org.journeyguard.cdi.CurrentUser;

/** Who it is, and who may. {@code /api/open} is public. */
@Path("{area}")
@RequestScoped
@Produces(MediaType.TEXT_PLAIN)
public class SmokeResource {

    @Inject
    private JourneyUser user;

    @Inject
    private CurrentUser currentUser;

    @Inject
    private SmokeBean bean;

    /** As it is injected. */
    @GET
    @Path("injected")
    public String injected() {
        return user.getName() + " of " + user.realm();
    }

    /** The injected user, or "nobody". */
    @GET
    @Path("whoever")
    public String whoever() {
        return currentUser.get().map(Principal::getName).orElse("nobody");
    }

    /** As JAX-RS tells it. */
    @GET
    @Path("security-context")
    public String securityContext(@Context SecurityContext security) {
        Principal principal = security.getUserPrincipal();
        return (principal == null ? "nobody" : principal.getName()) + " " + security.isUserInRole("admin") + " "
                + security.getAuthenticationScheme();
    }

    /** For administrators. */
    @GET
    @Path("admin")
    @RolesAllowed("admin")
    public String admin() {
        return "for administrators";
    }

    /** Denied to all callers. */
    @GET
    @Path("denied")
    @DenyAll
    public String denied() {
        return "for nobody";
    }

    /** By a bean that is for users. */
    @GET
    @Path("bean")
    public String bean() {
        return bean.forUsers();
    }

    /** By a bean's method that is for administrators. */
    @GET
    @Path("bean/admin")
    public String beanForAdministrators() {
        return bean.forAdministrators();
    }

    /** For access tokens with a scope. */
    @GET
    @Path("write")
    @RequiresScope("write")
    public String write() {
        return "written by " + user.getName();
    }

    /** A token of the session's. */
    @GET
    @Path("token")
    public String token() {
        return user.token().type();
    }

    /** Says what a form contains. */
    @POST
    @Path("form")
    public String form(@FormParam("note") String note) {
        return user.getName() + " " + note;
    }

    /** Says what a body contains. */
    @POST
    @Path("json")
    @Consumes(MediaType.APPLICATION_JSON)
    public String json(String body) {
        return user.getName() + " " + body;
    }

    /** Answered from another thread. */
    @GET
    @Path("stage")
    public CompletionStage<String> stage(@Context SecurityContext security) {
        JourneyUser captured = (JourneyUser) security.getUserPrincipal();
        return CompletableFuture.supplyAsync(() -> "later " + captured.getName() + " " + captured.roles());
    }

    /** Answered from another thread. */
    @GET
    @Path("resumed")
    public void resumed(@Suspended AsyncResponse response, @Context SecurityContext security) {
        Principal captured = security.getUserPrincipal();
        new Thread(() -> response.resume("resumed " + captured.getName())).start();
    }

    /** Told as an event. */
    @GET
    @Path("events")
    @Produces(MediaType.SERVER_SENT_EVENTS)
    public void events(@Context SseEventSink sink, @Context Sse sse, @Context SecurityContext security) {
        sink.send(sse.newEvent(security.getUserPrincipal().getName()));
        sink.close();
    }

    /** Sends the user's name again and again until it is closed. The first event is sent from here: before that the stream is not open everywhere. */
    @GET
    @Path("stream")
    @Produces(MediaType.SERVER_SENT_EVENTS)
    public void stream(@Context SseEventSink sink, @Context Sse sse, @Context SecurityContext security) {
        String name = security.getUserPrincipal().getName();
        sink.send(sse.newEvent(name))
                .thenRun(() -> SteadyPace.repeat("smoke-events", () -> {
                    if (sink.isClosed()) {
                        return false;
                    }
                    sink.send(sse.newEvent(name)).toCompletableFuture().join();
                    return true;
                }));
    }

    /** Requires a sign-in. */
    @GET
    @Path("sign-in-now")
    public String signInNow() {
        throw new AuthenticationRequired("now it turns out");
    }
}
