package org.journeyguard.it.probe;

import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.inject.Inject;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.concurrent.ExecutionException;

/** Calls the method of {@link ConstrainedBean} that the parameter names, in the way that the path names. */
@WebServlet(
        urlPatterns = {"/desk/*", "/open/desk/*"},
        asyncSupported = true)
public class ConstrainedBeanServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;

    @Inject
    private transient ConstrainedBean desk;

    @Resource
    @SuppressWarnings("NullAway.Init")
    private transient ManagedExecutorService executor;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response)
            throws ServletException, IOException {
        String method = request.getParameter("method");
        switch (request.getPathInfo()) {
            case "/async" -> {
                if (request.getDispatcherType() == DispatcherType.ASYNC) {
                    ProbeServlet.print(response, call(method));
                } else {
                    request.startAsync().dispatch();
                }
            }
            case "/executor" -> ProbeServlet.print(response, elsewhere(method));
            default -> ProbeServlet.print(response, call(method));
        }
    }

    private String elsewhere(String method) throws ServletException {
        try {
            return executor.submit(() -> call(method)).get();
        } catch (ExecutionException e) {
            return String.valueOf(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ServletException(e);
        }
    }

    private String call(String method) {
        return switch (method) {
            case "admin" -> desk.admin();
            case "anybody" -> desk.anybody();
            case "scope" -> desk.scope();
            case "level" -> desk.level();
            case "role" -> desk.role();
            case "all" -> desk.all();
            case "denied" -> desk.denied();
            default -> desk.free();
        };
    }
}
