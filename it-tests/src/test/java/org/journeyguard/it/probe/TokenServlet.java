package org.journeyguard.it.probe;

import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.inject.Inject;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import org.journeyguard.JourneyUser;
import org.journeyguard.cdi.CurrentUser;

/** Prints the access token itself, which no application should, on the request's thread and on others. */
@WebServlet("/probe/token/*")
public class TokenServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;
    private static final CountDownLatch REQUEST_OVER = new CountDownLatch(1);
    private static final AtomicReference<Future<String>> LATER = new AtomicReference<>();

    @Resource
    @SuppressWarnings("NullAway.Init")
    private transient ManagedExecutorService executor;

    @Inject
    private transient CurrentUser currentUser;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response)
            throws ServletException, IOException {
        switch (String.valueOf(request.getPathInfo())) {
            case "/now" -> ProbeServlet.print(response, user().token().accessToken());
            case "/executor" -> {
                JourneyUser user = user();
                ProbeServlet.print(
                        response, outcome(executor.submit(() -> user.token().accessToken())));
            }
            case "/later" -> {
                JourneyUser user = user();
                LATER.set(executor.submit(() -> {
                    REQUEST_OVER.await();
                    return user.token().accessToken() + " " + user.userInfo().subject() + " "
                            + user.refresh().accessToken();
                }));
                ProbeServlet.print(response, "later");
            }
            case "/over" -> {
                REQUEST_OVER.countDown();
                ProbeServlet.print(response, outcome(Objects.requireNonNull(LATER.get())));
            }
            default -> response.sendError(HttpServletResponse.SC_NOT_FOUND);
        }
    }

    private JourneyUser user() {
        return currentUser.get().orElseThrow();
    }

    private static String outcome(Future<String> future) throws ServletException {
        try {
            return future.get();
        } catch (ExecutionException e) {
            return String.valueOf(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ServletException(e);
        }
    }
}
