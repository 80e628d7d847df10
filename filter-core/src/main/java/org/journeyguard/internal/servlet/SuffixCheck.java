package org.journeyguard.internal.servlet;

import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletRegistration;
import java.util.List;
import org.journeyguard.internal.config.keys.PathKeys;
import org.journeyguard.internal.guard.settings.Tenants;
import org.journeyguard.internal.request.PathPattern;
import org.journeyguard.internal.request.PublicPath;

/** Finds public suffixes that a servlet is mapped to: they make static files public only, and nothing that the servlet serves. */
public final class SuffixCheck {
    private SuffixCheck() {}

    /**
     * Finds such suffixes.
     *
     * @return a warning for each, which says what to write instead
     */
    public static List<String> warnings(Tenants tenants, ServletContext context) {
        return tenants.all()
                .flatMap(settings -> settings.paths().open().stream())
                .map(PublicPath::pattern)
                .filter(pattern -> pattern.suffix() != null)
                .flatMap(pattern -> context.getServletRegistrations().values().stream()
                        .filter(servlet -> !servlet.getName().equals(HttpRequestFacts.FILE_SERVLET))
                        .filter(servlet -> servlet.getMappings().contains("*" + pattern.suffix()))
                        .map(servlet -> warning(pattern, servlet)))
                .distinct()
                .toList();
    }

    private static String warning(PathPattern pattern, ServletRegistration servlet) {
        return PathKeys.PUBLIC.key() + " has '" + pattern + "', which opens static files only, and the servlet '"
                + servlet.getName() + "' is mapped to *" + pattern.suffix()
                + ": what it serves stays protected. Name its "
                + "public paths instead, such as /news" + pattern.suffix() + " or /news/*";
    }
}
