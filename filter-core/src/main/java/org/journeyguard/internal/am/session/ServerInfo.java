package org.journeyguard.internal.am.session;

import java.util.List;

/**
 * What AM says about itself.
 *
 * @param cookieName name of the session cookie
 * @param domains the domains that AM sets it for; empty for host-only cookies and where AM does not tell strangers
 */
public record ServerInfo(String cookieName, List<String> domains) {
    /** Copies the domains. */
    public ServerInfo {
        domains = List.copyOf(domains);
    }
}
