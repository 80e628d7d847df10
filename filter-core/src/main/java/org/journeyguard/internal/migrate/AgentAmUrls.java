package org.journeyguard.internal.migrate;

import static org.journeyguard.internal.migrate.Finding.Kind.DIFFERENT;
import static org.journeyguard.internal.migrate.Finding.Kind.TAKEN_OVER;
import static org.journeyguard.internal.migrate.Finding.Kind.TO_DO;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Translates where AM is, the name of its cookie and the realm. */
final class AgentAmUrls {
    private static final String DEFAULT_COOKIE = "iPlanetDirectoryPro";

    private final AgentConfiguration agent;
    private final Translation result;

    AgentAmUrls(AgentConfiguration agent, Translation result) {
        this.agent = agent;
        this.result = result;
    }

    void translate() {
        Optional<AgentProperty> host = agent.last(AgentAliases.AM_HOST);
        Optional<AgentProperty> naming = agent.last(AgentAliases.NAMING_URL);
        List<AgentProperty> logins = agent.all(AgentAliases.LOGIN_URL);
        String url = null;
        if (host.isPresent()) {
            url = amUrl(host.get().value());
            result.set("journey.am.url", url, host.get().origin() + ", with protocol, port and path");
            result.report(TAKEN_OVER, host.get(), "journey.am.url");
        } else if (naming.isPresent()) {
            url = naming.get().value().split("\\s+", -1)[0].replaceAll("/namingservice/?$", "");
            result.set("journey.am.url", url, naming.get().origin());
            result.report(TAKEN_OVER, naming.get(), "journey.am.url");
        } else {
            result.report(TO_DO, "journey.am.url", "The files do not name AM's URL. Set it.");
        }
        agent.last(AgentAliases.PUBLIC_AM_URL)
                .ifPresent(each -> result.take(each, "journey.am.public-url", each.value()));
        for (AgentProperty login : logins) {
            boolean isUsual = (url + "/UI/Login").equals(login.value().replaceAll("[?#].*", ""));
            if (isUsual && login.value().indexOf('?') < 0) {
                result.report(TAKEN_OVER, login, "AM's usual login page; nothing to set");
            } else {
                result.propose("journey.login.url", login.value().replaceAll("[?#].*", ""), login.origin());
                result.report(
                        DIFFERENT,
                        login,
                        "users go to /UI/Login below AM's public URL; for another page set journey.login.url, without parameters");
            }
        }
        agent.last(AgentAliases.COOKIE_NAME).ifPresent(each -> {
            if (each.value().equals(DEFAULT_COOKIE)) {
                result.report(TAKEN_OVER, each, "AM tells its cookie's name; nothing to set");
            } else {
                result.take(each, "journey.am.cookie-name", each.value());
            }
        });
        agent.last(AgentAliases.PROFILE_REALM).ifPresent(each -> {
            result.take(each, "journey.am.realm", each.value());
            result.report(
                    DIFFERENT,
                    each,
                    "only sessions of this realm are accepted. If users sign in to another realm than the agent's, change journey.am.realm");
        });
    }

    private String amUrl(String host) {
        String protocol = agent.value(AgentAliases.AM_PROTOCOL, "https").toLowerCase(Locale.ROOT);
        String port = agent.value(AgentAliases.AM_PORT, "");
        boolean isUsual = port.isEmpty() || port.equals(protocol.equals("https") ? "443" : "80");
        String path = agent.value(AgentAliases.AM_PATH, "/am");
        return protocol + "://" + host + (isUsual ? "" : ":" + port) + (path.startsWith("/") ? path : "/" + path);
    }
}
