package org.journeyguard.it.smoke;

import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Does what the path says. {@code /open} is public. */
@WebServlet(
        urlPatterns = {"/page/*", "/open/*"},
        asyncSupported = true)
public class SmokeServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response)
            throws ServletException, IOException {
        switch (String.valueOf(request.getPathInfo())) {
            case "/who" -> print(response, request);
            case "/mark" -> {
                Object before = request.getSession().getAttribute("mark");
                request.getSession().setAttribute("mark", request.getRemoteUser());
                response.getWriter().print(before);
            }
            case "/forward" -> request.getRequestDispatcher("/page/who").forward(request, response);
            case "/async" -> request.startAsync().dispatch("/page/who");
            case "/error" -> response.sendError(HttpServletResponse.SC_CONFLICT);
            case "/logout" -> {
                request.logout();
                print(response, request);
            }
            default -> response.sendError(HttpServletResponse.SC_NOT_FOUND);
        }
    }

    private static void print(HttpServletResponse response, HttpServletRequest request) throws IOException {
        response.setContentType("text/plain");
        response.getWriter()
                .print(request.getRemoteUser() + " " + request.isUserInRole("admin") + " "
                        + request.getDispatcherType());
    }
}
