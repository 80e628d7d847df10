package org.journeyguard.jaxrs;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.journeyguard.JourneyUser;
import org.journeyguard.PolicyDecision;
import org.journeyguard.RequiresPolicy;

/** What AM's policies decide about, by annotation and in code. */
@Path("approvals/{id}")
public class PoliciesResource {
    private final JourneyUser user;

    public PoliciesResource(@Context JourneyUser user) {
        this.user = user;
    }

    @POST
    @RequiresPolicy(action = "approve", resource = "urn:orders:{id}", set = "orders")
    public String approve() {
        return "approved";
    }

    @POST
    @Path("items/{item}")
    @RequiresPolicy(action = "approve", resource = "urn:orders:{id}:{item}", set = "orders")
    public String approveItem() {
        return "approved";
    }

    @POST
    @Path("missing")
    @RequiresPolicy(action = "approve", resource = "urn:orders:{other}", set = "orders")
    public String approveOther() {
        return "approved";
    }

    @GET
    public String decision(@PathParam("id") String id, @QueryParam("office") String office) {
        PolicyDecision decision = user.policy("urn:orders:" + id, "orders", Map.of("office", List.of(office)));
        return decision.resource() + " " + decision.isAllowed("approve") + " " + decision.attributes() + " "
                + decision.advices();
    }

    @GET
    @Path("page")
    public String page(@PathParam("id") String id) {
        return String.valueOf(
                user.policy(URI.create("https://app.example.com:443/" + id)).actions());
    }
}
