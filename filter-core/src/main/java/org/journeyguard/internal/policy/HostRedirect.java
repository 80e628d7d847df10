package org.journeyguard.internal.policy;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.journeyguard.internal.request.RawPath;
import org.journeyguard.internal.request.RequestFacts;

/** Redirects requests for other host names to the application's URL, which the domain of AM's cookie fits. */
public final class HostRedirect {
    private final String app;
    private final Set<String> hosts;

    /**
     * @param app URL of the application, without a trailing slash
     * @param hosts the other host names, in lower case
     */
    public HostRedirect(String app, Set<String> hosts) {
        this.app = app;
        this.hosts = Set.copyOf(hosts);
    }

    /** Returns the redirect to the same path and query; empty if the host is not one of these, and for all methods but GET. */
    public Optional<Decision> of(RequestFacts facts) {
        boolean isElsewhere = !hosts.isEmpty()
                && facts.method().equals("GET")
                && hosts.contains(facts.serverName().toLowerCase(Locale.ROOT))
                && !facts.isWebSocketHandshake()
                && RawPath.kind(facts.rawPath()) != RawPath.Kind.MALFORMED;
        if (!isElsewhere) {
            return Optional.empty();
        }
        return Optional.of(new Decision.GoBack(app + ReturnPath.of(facts.rawPath(), facts.query())));
    }
}
