package org.journeyguard.it.probe;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletRequestWrapper;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.security.Principal;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.journeyguard.AuthenticationRequired;
import org.journeyguard.JourneyUser;
import org.jspecify.annotations.Nullable;

/** Does what the path says, and prints what it sees. {@code /probe} is protected, {@code /open} is public. */
@WebServlet(
        urlPatterns = {"/probe/*", "/open/*"},
        asyncSupported = true)
public class ProbeServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;
    private static final ConcurrentMap<String, JourneyUser> KEPT = new ConcurrentHashMap<>();

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response)
            throws ServletException, IOException {
        switch (what(request)) {
            case "/who" -> print(response, who(request));
            case "/wraps" -> print(response, "wrapped " + wraps(request) + " times");
            case "/session" -> print(response, session(request.getSession(), request.getParameter("mark")));
            case "/session-then-user" -> {
                String before = session(request.getSession(), request.getParameter("mark"));
                print(response, before + " " + request.getRemoteUser());
            }
            case "/forward" -> request.getRequestDispatcher("/probe/who").forward(request, response);
            case "/include" -> request.getRequestDispatcher("/probe/who").include(request, response);
            case "/async" -> {
                AsyncContext async = request.startAsync();
                async.dispatch("/probe/who");
            }
            case "/sign-in-half-way" -> {
                request.getSession();
                response.addCookie(new Cookie("kept", "yes"));
                response.setHeader("X-Half", "way");
                print(response, "half of an answer");
                throw new ServletException(new AuthenticationRequired("only now it turns out"));
            }
            case "/error" -> response.sendError(HttpServletResponse.SC_CONFLICT);
            case "/logout" -> {
                request.logout();
                print(response, who(request));
            }
            case "/login" -> request.login("alice", "changeit");
            case "/authenticate" -> {
                if (request.authenticate(response)) {
                    print(response, who(request));
                }
            }
            case "/keep" -> {
                KEPT.put("user", (JourneyUser) request.getUserPrincipal());
                print(response, "kept");
            }
            case "/kept" ->
                print(
                        response,
                        onAnotherThread(Optional.ofNullable(KEPT.get("user")).orElseThrow()));
            default -> response.sendError(HttpServletResponse.SC_NOT_FOUND);
        }
    }

    /** Runs for a preflight, as a careless front controller would. */
    @Override
    protected void doOptions(HttpServletRequest request, HttpServletResponse response) throws IOException {
        HttpSession session = request.getSession(false);
        print(response, session == null ? "no session" : session(session, null));
    }

    /** The path below the servlet's, of what is included if something is. */
    static String what(HttpServletRequest request) {
        Object path = request.getDispatcherType() == DispatcherType.INCLUDE
                ? request.getAttribute(RequestDispatcher.INCLUDE_PATH_INFO)
                : request.getPathInfo();
        return String.valueOf(path);
    }

    static String who(HttpServletRequest request) {
        Principal principal = request.getUserPrincipal();
        return (principal == null ? "nobody" : principal.getName()) + " remoteUser=" + request.getRemoteUser()
                + " authType=" + request.getAuthType() + " admin=" + request.isUserInRole("admin") + " **="
                + request.isUserInRole("**") + " *=" + request.isUserInRole("*") + " dispatch="
                + request.getDispatcherType();
    }

    private static int wraps(ServletRequest request) {
        int own = request.getClass().getName().startsWith("org.journeyguard.internal.web.") ? 1 : 0;
        return request instanceof ServletRequestWrapper wrapper ? own + wraps(wrapper.getRequest()) : own;
    }

    private static String session(HttpSession session, @Nullable String mark) {
        Object before = session.getAttribute("mark");
        if (mark != null) {
            session.setAttribute("mark", mark);
        }
        return String.valueOf(before);
    }

    private static String onAnotherThread(JourneyUser user) throws ServletException {
        StringBuilder seen = new StringBuilder();
        Thread thread = new Thread(() -> seen.append(user.getName()).append(user.roles()));
        thread.start();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ServletException(e);
        }
        return seen.toString();
    }

    static void print(HttpServletResponse response, String text) throws IOException {
        response.setContentType("text/plain");
        response.getWriter().print(text);
    }
}
