package org.journeyguard.it.probe;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Says by which mapping of {@code web.xml} it was chosen. */
public class MappedServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        ProbeServlet.print(response, request.getHttpServletMapping().getMappingMatch() + " " + request.getRemoteUser());
    }
}
