package org.journeyguard.internal.config.keys;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Configuration keys for AM's policies. */
public final class PolicyKeys {
    /** Whether AM's policies decide. */
    public static final Key<Boolean> POLICY = Key.choice("journey.policy", Map.of("none", false, "am", true))
            .orElse("none")
            .example("am")
            .says(
                    "am: AM's policies decide about each request of a signed-in user, after the rules of journey.paths.*; "
                            + "needs journey.am.agent.name or a service account, with which JourneyGuard asks AM. none: they are "
                            + "not asked.");

    /** Name of the policy set. */
    public static final Key<String> SET = Key.text("journey.policy.set")
            .orElse("iPlanetAMWebAgentService")
            .example("orders")
            .says("Policy set (application) at AM.");

    /** Which paths. */
    public static final Key<String> PATHS = Key.text("journey.policy.paths")
            .orElse("/*")
            .example("/orders/*, POST /reports/*")
            .says("Protected paths that AM's policies decide about. Default: all protected paths.");

    /** Whether users without an SSO token. */
    public static final Key<Boolean> JWT = Key.choice("journey.policy.jwt", Map.of("true", true, "false", false))
            .orElse("false")
            .example("true")
            .says("true: AM's policies also decide about users without an SSO token, whom their ID token "
                    + "(journey.login=oidc) or JWT access token names to AM. Their policies need subjects of the type JwtClaim, and "
                    + "no conditions about sessions, such as AuthLevel. false: such users are denied.");

    /** What of the query. */
    public static final Key<String> QUERY = Key.text("journey.policy.query")
            .orElse("ignore")
            .example("action, id")
            .says("What of the query is part of the resource: ignore for nothing, keep for all of it, or the names of "
                    + "the parameters that count. Parameters are sorted by name.");

    /** How long a decision is cached. */
    public static final Key<Duration> CACHE_TTL = Key.duration("journey.policy.cache-ttl")
            .orElse("PT1M")
            .example("PT30S")
            .says("How long a decision is cached for the user's session, the resource and the client's address. "
                    + "AM can shorten that for each decision.");

    /** How many decisions are cached. */
    public static final Key<Integer> CACHE_SIZE = Key.number("journey.policy.cache-size")
            .orElse("10000")
            .example("10000")
            .says("Maximum number of cached decisions. One about a resource of more than 1,000 characters counts as "
                    + "several.");

    /** The URL of resources. */
    public static final Key<String> RESOURCE_URL = Key.text("journey.policy.resource-url")
            .example("https://shop.example.com/shop")
            .says("URL of the application in the resources of policies; the path below the context is added to it. "
                    + "Default: journey.app.url.");

    static final List<Key<?>> ALL = List.of(POLICY, SET, PATHS, JWT, QUERY, CACHE_TTL, CACHE_SIZE, RESOURCE_URL);

    private PolicyKeys() {}
}
