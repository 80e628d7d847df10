package org.journeyguard.demo;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.ServiceUnavailableException;
import jakarta.ws.rs.client.Client;
import jakarta.ws.rs.client.ClientBuilder;
import jakarta.ws.rs.client.Entity;
import jakarta.ws.rs.core.Form;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.journeyguard.JourneyUser;
import org.journeyguard.Token;

/** Breaks things, so that one sees what users see then. Only a demo has such a resource. */
@Path("break")
@RequestScoped
public class BreakResource {
    @Inject
    JourneyUser user;

    @Inject
    @ConfigProperty(name = "journey.am.url")
    String am;

    @Inject
    @ConfigProperty(name = "journey.oauth.client-id")
    Optional<String> clientId;

    @Inject
    @ConfigProperty(name = "journey.oauth.client-secret")
    Optional<String> clientSecret;

    @Inject
    @ConfigProperty(name = "demo.outage-url")
    Optional<URI> outage;

    /** Has AM's administrator end this session. */
    @POST
    @Path("session")
    public void session() {
        boolean hasEnded = user.session()
                .map(session -> session.attributes().get("sessionHandle"))
                .filter(user::end)
                .isPresent();
        if (!hasEnded) {
            throw new NotFoundException("AM does not list this session");
        }
    }

    /** Revokes the access token at AM behind the library's back (RFC 7009). */
    @POST
    @Path("token")
    public void token() {
        Token token = user.token();
        String realm = user.realm().equals("/") ? "" : user.realm().replace("/", "/realms/");
        String credentials = Base64.getEncoder()
                .encodeToString((clientId.orElse("") + ":" + clientSecret.orElse("")).getBytes(StandardCharsets.UTF_8));
        send(
                URI.create(am + "/oauth2/realms/root" + realm + "/token/revoke"),
                "Basic " + credentials,
                new Form("token", token.accessToken()).param("token_type_hint", "access_token"));
    }

    /** Has the part between application and AM, which the launcher has started, stop answering for a while. */
    @POST
    @Path("am")
    public void am() {
        URI url = outage.orElseThrow(() -> new NotFoundException("Nothing here can keep AM from answering"));
        send(url, "", new Form());
    }

    private static void send(URI url, String authorization, Form form) {
        try (Client client = ClientBuilder.newClient();
                Response response = client.target(url)
                        .request()
                        .header(HttpHeaders.AUTHORIZATION, authorization)
                        .post(Entity.form(form))) {
            if (response.getStatusInfo().getFamily() != Response.Status.Family.SUCCESSFUL) {
                throw new ServiceUnavailableException(url.getPath() + " answers with " + response.getStatus());
            }
        }
    }
}
