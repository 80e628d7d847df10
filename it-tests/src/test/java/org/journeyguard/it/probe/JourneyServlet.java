package org.journeyguard.it.probe;

import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.journeyguard.Session;
import org.journeyguard.journey.JourneyClient;
import org.journeyguard.journey.JourneyStep;
import org.journeyguard.journey.callback.NameCallback;
import org.journeyguard.journey.callback.PasswordCallback;
import org.journeyguard.servlet.BrowserSignIn;

/** Signs users and their browsers in itself; prints the name of the user and the session, which no application should. */
@WebServlet("/open/journey")
public class JourneyServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;

    @Inject
    private transient JourneyClient journeys;

    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response) throws IOException {
        JourneyStep step = journeys.start("ldapService");
        if (step instanceof JourneyStep.Prompt prompt) {
            prompt.set(NameCallback.class, request.getParameter("name"));
            prompt.set(PasswordCallback.class, request.getParameter("password"));
            step = prompt.next();
        }
        if (step instanceof JourneyStep.Success success) {
            Session session = success.session().orElseThrow();
            BrowserSignIn.signIn(request, response, session);
            ProbeServlet.print(response, journeys.user(session).getName() + " " + session.value());
        } else {
            ProbeServlet.print(response, step.toString());
        }
    }
}
