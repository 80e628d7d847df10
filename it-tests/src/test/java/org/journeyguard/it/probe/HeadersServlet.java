package org.journeyguard.it.probe;

import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.journeyguard.JourneyUser;

/** Prints each header that the request shows, by its names and by the names that the query lists, and the user's attributes. */
@WebServlet("/probe/headers/*")
public class HeadersServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        StringBuilder text = new StringBuilder();
        for (String name : Collections.list(request.getHeaderNames())) {
            line(text, "name " + name, Collections.list(request.getHeaders(name)));
        }
        String asked = request.getParameter("ask");
        for (String name : asked == null ? new String[0] : asked.split(",", -1)) {
            line(text, "asked " + name, Collections.list(request.getHeaders(name)));
            line(text, "first " + name, String.valueOf(request.getHeader(name)));
            line(text, "attribute " + name, String.valueOf(request.getAttribute(name)));
        }
        if (request.getUserPrincipal() instanceof JourneyUser user) {
            for (Map.Entry<String, List<String>> each : new TreeMap<>(user.attributes()).entrySet()) {
                line(text, "user " + each.getKey(), each.getValue());
            }
        }
        response.setCharacterEncoding("UTF-8");
        ProbeServlet.print(response, text.toString());
    }

    private static void line(StringBuilder text, String what, Object value) {
        text.append(what).append('=').append(value).append('\n');
    }
}
