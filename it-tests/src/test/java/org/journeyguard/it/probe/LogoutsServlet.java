package org.journeyguard.it.probe;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.journeyguard.LogoutContext;

/** Says of whom the application's beans have heard that they have signed out. */
@WebServlet("/logouts")
public class LogoutsServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;

    @Inject
    private transient Heard heard;

    /** A bean that observes logouts. */
    @ApplicationScoped
    public static class Heard {
        private final List<String> logouts = new CopyOnWriteArrayList<>();

        /** For CDI. */
        protected Heard() {}

        void signedOut(@Observes LogoutContext context) {
            logouts.add(context.user() + ", session " + context.session().isPresent() + ", token "
                    + context.token().isPresent());
        }

        String all() {
            return String.join("\n", logouts);
        }
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        ProbeServlet.print(response, heard.all());
    }
}
