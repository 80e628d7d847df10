package org.journeyguard.internal.migrate;

import static org.journeyguard.internal.migrate.Finding.Kind.DIFFERENT;
import static org.journeyguard.internal.migrate.Finding.Kind.NOT_AVAILABLE;
import static org.journeyguard.internal.migrate.Finding.Kind.TAKEN_OVER;
import static org.journeyguard.internal.migrate.Finding.Kind.TO_DO;

import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Translates the configuration of an agent for one application. Pure. */
final class AgentTranslator {
    private final AgentConfiguration agent;
    private final URI app;
    private final NotEnforcedPaths paths;
    private final Translation result = new Translation();

    private AgentTranslator(AgentConfiguration agent, URI app) {
        this.agent = agent;
        this.app = app;
        this.paths = new NotEnforcedPaths(app);
    }

    /**
     * @param agent the agent's configuration
     * @param app the application's public URL with its context path
     */
    static Translation translate(AgentConfiguration agent, URI app) {
        AgentTranslator translator = new AgentTranslator(agent, app);
        new AgentAmUrls(agent, translator.result).translate();
        translator.result.set("journey.app.url", app.toString(), "the option --app-url");
        translator.notEnforced();
        translator.sessions();
        translator.logout();
        translator.filterMode();
        new AgentAttributes(agent, translator.result).translate();
        translator.hosts();
        translator.posts();
        translator.profile();
        agent.unread().forEach(property -> AgentNotes.report(property, translator.result));
        return translator.result;
    }

    private void notEnforced() {
        String separator = agent.value(AgentAliases.SEPARATOR, "|");
        notEnforced(AgentAliases.URI_LIST, AgentAliases.URI_INVERT, separator);
        notEnforced(AgentAliases.IP_LIST, AgentAliases.IP_INVERT, separator);
    }

    private void notEnforced(String list, String invert, String separator) {
        Optional<AgentProperty> inverted =
                agent.last(invert).filter(each -> each.value().equalsIgnoreCase("true"));
        inverted.ifPresent(
                each -> result.report(
                        NOT_AVAILABLE,
                        each,
                        "every path is protected that journey.paths.public does not name. List the public paths there; the inverted list was not translated"));
        for (AgentProperty property : agent.all(list)) {
            if (inverted.isPresent()) {
                continue;
            }
            for (NotEnforcedRule rule : rules(property, separator)) {
                try {
                    for (String path : paths.translate(rule)) {
                        result.take(property, "journey.paths.public", path);
                    }
                } catch (IllegalArgumentException e) {
                    result.report(NOT_AVAILABLE, property, "rule '" + rule.uri() + "' " + e.getMessage());
                }
            }
        }
    }

    /** Reads the rules of a value: all of them, or none. */
    private List<NotEnforcedRule> rules(AgentProperty property, String separator) {
        try {
            return NotEnforcedRule.parse(property.value(), separator);
        } catch (IllegalArgumentException e) {
            result.report(NOT_AVAILABLE, property, "rule '" + property.value() + "' " + e.getMessage());
            return List.of();
        }
    }

    private void sessions() {
        agent.last(AgentAliases.SESSION_CACHE).ifPresent(each -> {
            if (each.value().matches("[1-9][0-9]{0,3}")) {
                result.take(each, "journey.session.cache-ttl", "PT" + each.value() + "M");
            } else {
                result.report(DIFFERENT, each, "a session is cached for one minute, see journey.session.cache-ttl");
            }
        });
        if (agent.isTrue(AgentAliases.NOTIFICATIONS)) {
            AgentProperty property = agent.last(AgentAliases.NOTIFICATIONS).orElseThrow();
            result.propose("journey.am.notifications", "true", property.origin());
            result.report(
                    TO_DO, property, "set journey.am.notifications=true together with the agent's name and password");
        }
    }

    private void logout() {
        for (AgentProperty property : agent.all(AgentAliases.LOGOUT_ENDPOINT)) {
            ofApplication(property, "journey.logout.paths", false);
        }
        for (AgentProperty property : agent.all(AgentAliases.LOGOUT_GOTO)) {
            ofApplication(property, "journey.logout.redirect", true);
        }
    }

    /** Takes over an entry of a map from the applications' names to URIs if it is for this application. */
    private void ofApplication(AgentProperty property, String key, boolean canBeAbsolute) {
        String context = app.getPath() == null ? "" : app.getPath().replaceAll("^/|/$", "");
        boolean isOther = !property.index().isEmpty()
                && !property.index().equals(context)
                && !property.index().equals("/" + context);
        if (isOther) {
            result.report(
                    DIFFERENT, property, "for the application " + property.index() + "; not taken over for this one");
            return;
        }
        try {
            boolean isAbsolute = canBeAbsolute && property.value().startsWith("http");
            result.take(property, key, isAbsolute ? property.value() : paths.pathOf(property.value()));
        } catch (IllegalArgumentException e) {
            result.report(DIFFERENT, property, e.getMessage() + "; not taken over for this one");
        }
    }

    private void filterMode() {
        List<AgentProperty> modes = agent.all(AgentAliases.FILTER_MODE);
        if (modes.isEmpty()) {
            policies(AgentAliases.FILTER_MODE + ", which is not set and defaults to URL_POLICY");
        }
        for (AgentProperty mode : modes) {
            switch (mode.value()) {
                case "SSO_ONLY" ->
                    result.report(TAKEN_OVER, mode, "users have to sign in, and AM's policies are not asked");
                case "NONE" ->
                    result.report(
                            NOT_AVAILABLE,
                            mode,
                            "the agent lets every request pass. Leave the library out of such an application, or list its paths in journey.paths.public");
                default -> policies(mode.origin());
            }
        }
    }

    private void policies(String origin) {
        result.propose("journey.policy", "am", origin);
        result.report(
                TO_DO,
                origin,
                "AM's policies decide about URLs. Set journey.policy=am together with the agent's name and password; without it, users only have to sign in");
    }

    private void hosts() {
        boolean isChecked = agent.last(AgentAliases.FQDN_CHECK)
                .map(each -> each.value().equalsIgnoreCase("true"))
                .orElse(true);
        Optional<AgentProperty> standard = agent.last(AgentAliases.FQDN_DEFAULT);
        standard.ifPresent(each -> result.report(
                each.value().equalsIgnoreCase(app.getHost()) ? TAKEN_OVER : DIFFERENT,
                each,
                "the host is that of journey.app.url, " + app.getHost()));
        for (AgentProperty property : agent.all(AgentAliases.FQDN_MAP)) {
            String host = property.index();
            boolean isOwn = host.equalsIgnoreCase(app.getHost());
            if (isChecked && standard.isPresent() && !isOwn && host.matches("[A-Za-z0-9.-]+")) {
                result.take(property, "journey.app.redirect-hosts", host.toLowerCase(Locale.ROOT));
            } else {
                result.report(
                        DIFFERENT,
                        property,
                        "journey.app.redirect-hosts takes host names without wildcards, and leads to journey.app.url");
            }
        }
    }

    private void posts() {
        if (agent.isTrue(AgentAliases.KEEP_POSTS)) {
            AgentProperty property = agent.last(AgentAliases.KEEP_POSTS).orElseThrow();
            result.propose("journey.login.keep-posts", "true", property.origin());
            result.report(
                    TO_DO,
                    property,
                    "set journey.login.keep-posts=true. A form is kept for its own user only, and sent again once");
        }
    }

    private void profile() {
        agent.last(AgentAliases.PROFILE_NAME).ifPresent(each -> {
            result.propose("journey.am.agent.name", each.value(), each.origin());
            result.propose(
                    "journey.am.agent.password.file",
                    "/run/secrets/am-agent",
                    "not in the agent's files in clear text");
            result.report(
                    TO_DO,
                    each,
                    "set journey.am.agent.name and journey.am.agent.password.file if you use notifications or AM's policies; signing in does not need an agent");
        });
        agent.last(AgentAliases.LOCATION)
                .filter(each -> !each.value().equalsIgnoreCase("local"))
                .ifPresent(
                        each -> result.report(
                                TO_DO,
                                each,
                                "the agent reads its configuration from its profile in AM, so these files are not all of it. Export the profile (AM's administration"
                                        + " console, or GET …/realm-config/agents/J2eeAgent/<name>) as properties, and translate both"));
    }
}
