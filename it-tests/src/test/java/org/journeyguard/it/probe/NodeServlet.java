package org.journeyguard.it.probe;

import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.journeyguard.JourneyUser;

/** Prints who the user is, or the access token itself, which no application should. {@code /open} is public. */
@WebServlet({"/node/*", "/sso/*", "/own/*", "/open/*"})
public class NodeServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String text = String.valueOf(request.getRemoteUser());
        if ("/token".equals(request.getPathInfo())) {
            JourneyUser user = (JourneyUser) request.getUserPrincipal();
            text = user.token().accessToken();
        }
        response.setContentType("text/plain");
        response.getWriter().print(text);
    }
}
