package org.journeyguard.it.probe;

import jakarta.servlet.annotation.WebServlet;

/** At the context root and nowhere else. */
@WebServlet("")
public class RootServlet extends MappedServlet {
    private static final long serialVersionUID = 1L;
}
