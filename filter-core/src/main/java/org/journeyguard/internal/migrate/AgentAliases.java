package org.journeyguard.internal.migrate;

import java.util.Map;

/**
 * The names that a property has had: agents up to 5.5 know those that begin with {@code com.}, later ones both.
 *
 * @see "Java Agent, Properties reference: Property aliases"
 */
final class AgentAliases {
    static final String AM_PROTOCOL = "org.forgerock.agents.am.protocol";
    static final String AM_HOST = "org.forgerock.agents.am.hostname";
    static final String AM_PORT = "org.forgerock.agents.am.port";
    static final String AM_PATH = "org.forgerock.agents.am.path";
    static final String NAMING_URL = "com.iplanet.am.naming.url";
    static final String PUBLIC_AM_URL = "org.forgerock.agents.public.am.url";
    static final String LOGIN_URL = "org.forgerock.agents.legacy.login.url.list";
    static final String COOKIE_NAME = "org.forgerock.agents.cookie.name";
    static final String PROFILE_NAME = "org.forgerock.agents.profile.name";
    static final String PROFILE_REALM = "org.forgerock.agents.agent.profile.realm";
    static final String LOCATION = "org.forgerock.agents.config.location";
    static final String URI_LIST = "org.forgerock.agents.notenforced.uri.list";
    static final String URI_INVERT = "org.forgerock.agents.notenforced.uri.invert.enabled";
    static final String IP_LIST = "org.forgerock.agents.notenforced.ip.list";
    static final String IP_INVERT = "org.forgerock.agents.notenforced.ip.invert.enabled";
    static final String SEPARATOR = "org.forgerock.agents.notenforced.compound.separator";
    static final String FILTER_MODE = "org.forgerock.agents.filter.mode.map";
    static final String LOGOUT_ENDPOINT = "org.forgerock.agents.logout.endpoint.map";
    static final String LOGOUT_GOTO = "org.forgerock.agents.logout.goto.map";
    static final String SESSION_CACHE = "org.forgerock.agents.session.cache.ttl.minutes";
    static final String NOTIFICATIONS = "org.forgerock.agents.session.change.notifications.enabled";
    static final String PROFILE_ATTRIBUTES = "org.forgerock.agents.profile.attribute.map";
    static final String PROFILE_MODE = "org.forgerock.agents.profile.attribute.fetch.mode";
    static final String SESSION_ATTRIBUTES = "org.forgerock.agents.session.attribute.map";
    static final String SESSION_MODE = "org.forgerock.agents.session.attribute.fetch.mode";
    static final String RESPONSE_ATTRIBUTES = "org.forgerock.agents.response.attribute.map";
    static final String RESPONSE_MODE = "org.forgerock.agents.response.attribute.fetch.mode";
    static final String FQDN_DEFAULT = "org.forgerock.agents.fqdn.default";
    static final String FQDN_MAP = "org.forgerock.agents.fqdn.map";
    static final String FQDN_CHECK = "org.forgerock.agents.fqdn.check.enabled";
    static final String KEEP_POSTS = "org.forgerock.agents.post.data.preservation.enabled";

    private static final Map<String, String> CURRENT = Map.ofEntries(
            Map.entry("com.iplanet.am.server.protocol", AM_PROTOCOL),
            Map.entry("com.iplanet.am.server.host", AM_HOST),
            Map.entry("com.iplanet.am.server.port", AM_PORT),
            Map.entry("com.iplanet.am.services.deploymentDescriptor", AM_PATH),
            Map.entry("com.forgerock.agents.public.am.url", PUBLIC_AM_URL),
            Map.entry("com.sun.identity.agents.config.login.url", LOGIN_URL),
            Map.entry("com.iplanet.am.cookie.name", COOKIE_NAME),
            Map.entry("com.sun.identity.agents.app.username", PROFILE_NAME),
            Map.entry("com.sun.identity.agents.config.profilename", PROFILE_NAME),
            Map.entry("com.sun.identity.agents.config.organization.name", PROFILE_REALM),
            Map.entry("com.sun.identity.agents.config.repository.location", LOCATION),
            Map.entry("com.sun.identity.agents.config.notenforced.uri", URI_LIST),
            Map.entry("com.sun.identity.agents.config.notenforced.uri.invert", URI_INVERT),
            Map.entry("com.sun.identity.agents.config.notenforced.ip", IP_LIST),
            Map.entry("com.sun.identity.agents.config.notenforced.ip.invert", IP_INVERT),
            Map.entry("com.sun.identity.agents.config.notenforced.rule.compound.separator", SEPARATOR),
            Map.entry("com.sun.identity.agents.config.filter.mode", FILTER_MODE),
            Map.entry("com.sun.identity.agents.config.logout.uri", LOGOUT_ENDPOINT),
            Map.entry("com.sun.identity.agents.config.logout.entry.uri", LOGOUT_GOTO),
            Map.entry("com.sun.identity.agents.notification.enabled", NOTIFICATIONS),
            Map.entry("com.sun.identity.agents.config.profile.attribute.mapping", PROFILE_ATTRIBUTES),
            Map.entry("com.sun.identity.agents.config.profile.attribute.fetch.mode", PROFILE_MODE),
            Map.entry("com.sun.identity.agents.config.session.attribute.mapping", SESSION_ATTRIBUTES),
            Map.entry("com.sun.identity.agents.config.session.attribute.fetch.mode", SESSION_MODE),
            Map.entry("com.sun.identity.agents.config.response.attribute.mapping", RESPONSE_ATTRIBUTES),
            Map.entry("com.sun.identity.agents.config.response.attribute.fetch.mode", RESPONSE_MODE),
            Map.entry("com.sun.identity.agents.config.fqdn.default", FQDN_DEFAULT),
            Map.entry("com.sun.identity.agents.config.fqdn.mapping", FQDN_MAP),
            Map.entry("com.sun.identity.agents.config.fqdn.check.enable", FQDN_CHECK),
            Map.entry("com.sun.identity.agents.config.postdata.preserve.enable", KEEP_POSTS));

    private AgentAliases() {}

    /** Returns the current name of a property. */
    static String currentName(String name) {
        return CURRENT.getOrDefault(name, name);
    }
}
