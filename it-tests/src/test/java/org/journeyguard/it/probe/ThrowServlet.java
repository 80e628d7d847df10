package org.journeyguard.it.probe;

import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import org.journeyguard.AuthenticationRequired;
import org.journeyguard.Unavailable;

/** Fails as the path says, half-way through an answer. */
@WebServlet(urlPatterns = "/open/throw/*", asyncSupported = true)
public class ThrowServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response)
            throws ServletException, IOException {
        response.addHeader("Set-Cookie", "basket=7");
        response.addHeader("X-Half-Done", "yes");
        response.setContentType("text/plain");
        response.getWriter().print("half an answer");
        AuthenticationRequired required = new AuthenticationRequired("who is it?");
        switch (ProbeServlet.what(request)) {
            case "/plain" -> throw required;
            case "/wrapped" -> throw new ServletException(new IllegalStateException(new IOException(required)));
            case "/io" -> throw new IOException(required);
            case "/silence" -> throw new ServletException(new Unavailable("AM is away", Duration.ofSeconds(7)));
            case "/authenticate" -> request.authenticate(response);
            case "/other" -> throw new IllegalStateException("a failure of the application's own");
            default -> response.sendError(HttpServletResponse.SC_NOT_FOUND);
        }
    }
}
