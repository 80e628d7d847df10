package org.journeyguard.it.smoke;

import jakarta.servlet.AsyncContext;
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
            case "/stream" -> stream(request, response);
            case "/error" -> response.sendError(HttpServletResponse.SC_CONFLICT);
            case "/logout" -> {
                request.logout();
                print(response, request);
            }
            default -> response.sendError(HttpServletResponse.SC_NOT_FOUND);
        }
    }

    /** Tells again and again whose stream it is, until it is closed. */
    private static void stream(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setContentType("text/event-stream");
        String event = "data: " + request.getRemoteUser() + "\n\n";
        response.getOutputStream().print(event);
        response.flushBuffer();
        AsyncContext async = request.startAsync();
        async.setTimeout(0);
        SteadyPace.repeat("smoke-stream", () -> {
            async.getResponse().getOutputStream().print(event);
            async.getResponse().flushBuffer();
            return true;
        });
    }

    private static void print(HttpServletResponse response, HttpServletRequest request) throws IOException {
        response.setContentType("text/plain");
        response.getWriter()
                .print(request.getRemoteUser() + " " + request.isUserInRole("admin") + " "
                        + request.getDispatcherType());
    }
}
