package org.journeyguard.it.probe;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Objects;

/**
 * Sends a request on in each way that Servlet knows. The path names the way, the parameter {@code to} the target, and
 * {@code context} another application.
 */
@WebServlet(
        urlPatterns = {"/probe/to/*", "/open/to/*"},
        asyncSupported = true)
public class DispatchServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response)
            throws ServletException, IOException {
        String to = request.getParameter("to");
        switch (ProbeServlet.what(request)) {
            case "/forward" -> path(to, request).forward(request, response);
            case "/include" -> {
                response.setContentType("text/plain");
                response.getWriter().print("before ");
                path(to, request).include(request, response);
                response.getWriter().print(" after");
            }
            case "/forward-by-name" ->
                getServletContext().getNamedDispatcher(to).forward(request, response);
            case "/include-by-name" ->
                getServletContext().getNamedDispatcher(to).include(request, response);
            case "/context-forward" -> other(request).getRequestDispatcher(to).forward(request, response);
            case "/context-include" -> other(request).getRequestDispatcher(to).include(request, response);
            case "/context-async" -> request.startAsync().dispatch(other(request), to);
            case "/async" -> request.startAsync().dispatch(to);
            case "/async-wrapped" -> request.startAsync(request, response).dispatch(to);
            case "/async-again" -> {
                if (request.getDispatcherType() == DispatcherType.ASYNC) {
                    ProbeServlet.print(response, ProbeServlet.who(request));
                } else {
                    request.startAsync().dispatch();
                }
            }
            case "/async-forward" -> {
                AsyncContext async = request.startAsync();
                async.start(() -> forward(async, to));
            }
            case "/async-seen" -> {
                AsyncContext async = request.startAsync();
                async.start(() -> printUser(async));
            }
            default -> response.sendError(HttpServletResponse.SC_NOT_FOUND);
        }
    }

    @Override
    protected void doOptions(HttpServletRequest request, HttpServletResponse response)
            throws ServletException, IOException {
        doGet(request, response);
    }

    private static RequestDispatcher path(String to, HttpServletRequest request) {
        return Objects.requireNonNull(request.getRequestDispatcher(to), to);
    }

    private ServletContext other(HttpServletRequest request) {
        String context = request.getParameter("context");
        return Objects.requireNonNull(getServletContext().getContext(context), context);
    }

    private static void forward(AsyncContext async, String to) {
        try {
            async.getRequest().getRequestDispatcher(to).forward(async.getRequest(), async.getResponse());
        } catch (ServletException | IOException e) {
            throw new IllegalStateException(e);
        } finally {
            async.complete();
        }
    }

    private static void printUser(AsyncContext async) {
        try {
            ProbeServlet.print((HttpServletResponse) async.getResponse(), ProbeServlet.who((HttpServletRequest)
                    async.getRequest()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            async.complete();
        }
    }
}
