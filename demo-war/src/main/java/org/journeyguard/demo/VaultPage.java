package org.journeyguard.demo;

import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.journeyguard.JourneyUser;

/** A page for which {@code journey.paths.acr} asks for a stronger sign-in; nothing in it has to know. */
@WebServlet("/vault")
public class VaultPage extends HttpServlet {
    private static final long serialVersionUID = 1L;
    private static final String CONTENT = """
            <h1 id="vault-title">The vault of %s</h1>
            <p>You have signed in strongly enough to see this.</p>
            <p><a href="account">Your account</a></p>
            """;

    @Inject
    @SuppressWarnings("serial")
    private transient JourneyUser user;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Html.write(response, "Your vault", CONTENT.formatted(Html.escaped(user.getName())));
    }
}
