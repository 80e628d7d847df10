package org.journeyguard.internal.am.oauth;

import java.net.URI;
import java.time.Duration;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;
import org.journeyguard.internal.am.oauth.OAuthSettings.Endpoint;
import org.journeyguard.internal.config.keys.ClientAuthenticationMethod;
import org.journeyguard.internal.http.AmHttp;
import org.journeyguard.internal.http.AmPath;
import org.journeyguard.internal.http.AmRequest;
import org.journeyguard.internal.http.AmResponse;
import org.journeyguard.internal.http.AmResult;
import org.journeyguard.internal.http.Outage;
import org.journeyguard.internal.http.ServerUrl;
import org.journeyguard.internal.resilience.Deadline;
import org.journeyguard.internal.resilience.SingleFlight;
import org.jspecify.annotations.Nullable;

/**
 * Reads AM's metadata as an OAuth 2.0 server (OpenID Connect Discovery, 4) when it is first needed, and once an hour again. The last
 * metadata stays in use while AM does not answer, and while one thread reads it again. Each time the document is searched for again.
 */
final class Discovery {
    private static final Duration REFRESHED_AFTER = Duration.ofHours(1);
    private static final Duration RETRIED_AFTER = Duration.ofSeconds(30);
    private static final int PATIENT = 64;

    private final AmHttp http;
    private final OAuthSettings settings;
    private final String base;
    private final LongSupplier nanoTime;
    private final SingleFlight<Boolean, AmResult<ServerMetadata>> calls;
    private final AtomicBoolean isRefreshing = new AtomicBoolean();
    private volatile @Nullable Known known;

    private record Known(ServerMetadata metadata, long askAgainAt) {}

    /**
     * @param base the realm's OAuth 2.0 base below AM's URL for servers
     */
    Discovery(AmHttp http, OAuthSettings settings, String base, LongSupplier nanoTime) {
        this.http = http;
        this.settings = settings;
        this.base = base;
        this.nanoTime = nanoTime;
        this.calls = new SingleFlight<>(new Semaphore(PATIENT), nanoTime);
    }

    AmResult<ServerMetadata> metadata(Deadline deadline) {
        Known current = known;
        if (current == null) {
            return calls.run(
                    true,
                    () -> ask(deadline),
                    deadline.left(),
                    () -> new AmResult.NoAnswer<>("discovery: no answer in time"));
        }
        if (nanoTime.getAsLong() - current.askAgainAt < 0 || !isRefreshing.compareAndSet(false, true)) {
            return new AmResult.Value<>(current.metadata);
        }
        try {
            return ask(deadline);
        } finally {
            isRefreshing.set(false);
        }
    }

    /** Returns what is known without a call; null when AM has to be asked. */
    @Nullable
    ServerMetadata known() {
        Known current = known;
        return current == null || nanoTime.getAsLong() - current.askAgainAt >= 0 ? null : current.metadata;
    }

    private AmResult<ServerMetadata> ask(Deadline deadline) {
        Known current = known;
        if (current != null && nanoTime.getAsLong() - current.askAgainAt < 0) {
            return new AmResult.Value<>(current.metadata);
        }
        if (settings.issuer() != null && settings.endpoints().size() == Endpoint.values().length) {
            return remember(metadata(new DiscoveryDocument("", settings.issuer(), Map.of())), REFRESHED_AFTER);
        }
        AmResult<DiscoveryDocument> document =
                settings.discoveryUrl() == null ? search(deadline) : configured(settings.discoveryUrl(), deadline);
        return document.fold(
                found -> remember(metadata(found), REFRESHED_AFTER),
                outage ->
                        current == null ? new AmResult.NoAnswer<>(outage) : remember(current.metadata, RETRIED_AFTER));
    }

    /** The document that the configuration names. */
    private AmResult<DiscoveryDocument> configured(URI url, Deadline deadline) {
        AmResult<DiscoveryDocument> answer = read(url.toString(), get(url.toString(), deadline));
        if (settings.issuer() != null || !(answer instanceof AmResult.Value<DiscoveryDocument> current)) {
            return answer;
        }
        DiscoveryDocument document = current.value();
        boolean isIssuedByHost = document.isIssuedAtOriginOf(url.toString()) || isOfAm(document);
        return isIssuedByHost
                ? answer
                : new AmResult.NoAnswer<>(new Outage(
                        "discovery: the document of journey.oauth.discovery-url states the issuer " + document.issuer()
                                + ", which is on another host; if it is the right one, set journey.oauth.issuer to it",
                        RETRIED_AFTER));
    }

    /**
     * The realm's document, or, at a custom domain of Advanced Identity Cloud, where the host stands for the realm and the
     * realm's own document names an issuer that is not the one of tokens, the host's.
     */
    private AmResult<DiscoveryDocument> search(Deadline deadline) {
        String url = base + DiscoveryDocument.PATH;
        AmResponse reply = get(url, deadline);
        AmResult<DiscoveryDocument> ofRealm = read(url, reply);
        boolean isFound =
                ofRealm instanceof AmResult.Value<DiscoveryDocument> current && isIssuedByRealm(current.value());
        boolean isMissing = reply.status() >= 300 && reply.status() < 500 && !reply.is(408) && !reply.is(429);
        if (isFound || !(isMissing || ofRealm instanceof AmResult.Value)) {
            return ofRealm;
        }
        String atHost = ServerUrl.origin(URI.create(http.base())) + DiscoveryDocument.PATH;
        AmResult<DiscoveryDocument> ofHost = read(atHost, get(atHost, deadline));
        return ofHost instanceof AmResult.Value<DiscoveryDocument> current
                        && isOfAm(current.value())
                        && isAmsTokenEndpoint(current.value())
                ? ofHost
                : ofRealm;
    }

    private AmResponse get(String url, Deadline deadline) {
        return http.call(AmRequest.get("discovery", url), deadline);
    }

    private AmResult<DiscoveryDocument> read(String url, AmResponse reply) {
        Map<?, ?> members = reply.is(200) ? http.parse(reply, HashMap.class) : null;
        return members != null && members.get("issuer") instanceof String issuer
                ? new AmResult.Value<>(new DiscoveryDocument(url, issuer, members))
                : reply.noAnswer("discovery");
    }

    /** Whether the issuer is the address of the realm, which AM shortens for the root realm. */
    private boolean isIssuedByRealm(DiscoveryDocument document) {
        String realm = base.substring(http.base().length());
        List<String> paths = realm.equals(AmPath.oauth("/")) ? List.of(realm, "/oauth2") : List.of(realm);
        return paths.stream()
                .anyMatch(path ->
                        document.isIssuedAt(http.base() + path) || document.isIssuedAt(settings.publicUrl() + path));
    }

    private boolean isOfAm(DiscoveryDocument document) {
        return document.isIssuedAtOriginOf(http.base())
                || document.isIssuedAtOriginOf(settings.publicUrl().toString());
    }

    /** Whether it is AM whom the document is about: other servers may live on the same host. */
    private boolean isAmsTokenEndpoint(DiscoveryDocument document) {
        String token = document.named(Endpoint.TOKEN).orElse("");
        return ServerUrl.below(token, http.base()) != null
                || ServerUrl.below(token, settings.publicUrl().toString()) != null;
    }

    private AmResult<ServerMetadata> remember(ServerMetadata metadata, Duration lasts) {
        known = new Known(metadata, nanoTime.getAsLong() + lasts.toNanos());
        return new AmResult.Value<>(metadata);
    }

    private ServerMetadata metadata(DiscoveryDocument document) {
        Map<Endpoint, String> endpoints = new EnumMap<>(Endpoint.class);
        for (Endpoint endpoint : Endpoint.values()) {
            endpoints.put(endpoint, url(endpoint, document, http.base()));
        }
        return new ServerMetadata(
                settings.issuer() == null ? document.issuer() : settings.issuer(),
                endpoints,
                document.named(Endpoint.TOKEN)
                        .orElseGet(() -> url(
                                Endpoint.TOKEN, document, settings.publicUrl().toString())),
                url(Endpoint.AUTHORIZATION, document, settings.publicUrl().toString()),
                Boolean.TRUE.equals(document.members().get("require_pushed_authorization_requests")));
    }

    private String url(Endpoint endpoint, DiscoveryDocument document, String from) {
        URI configured = settings.endpoints().get(endpoint);
        return configured != null
                ? configured.toString()
                : document.named(endpoint, settings.authentication() == ClientAuthenticationMethod.TLS)
                        .map(named -> reachable(named, document, from))
                        // OpenAM has more than it names
                        .orElseGet(() -> home(document, from) + endpoint.path());
    }

    /** Where AM has the endpoints of the realm: beside the one for tokens, where the document is not the realm's own. */
    private String home(DiscoveryDocument document, String from) {
        String realm = from + base.substring(http.base().length());
        String tokens = Endpoint.TOKEN.path();
        return document.url().equals(base + DiscoveryDocument.PATH)
                ? realm
                : document.named(Endpoint.TOKEN)
                        .filter(named -> named.endsWith(tokens))
                        .map(named -> reachable(named.substring(0, named.length() - tokens.length()), document, from))
                        .orElse(realm);
    }

    /**
     * AM names its public address, which this application may not reach: what is below that is asked where AM is reached. Not so
     * where the document comes from another host, which may be the one that stands for the realm.
     */
    private String reachable(String named, DiscoveryDocument document, String from) {
        if (!ServerUrl.haveSameOrigin(document.url(), http.base())) {
            return named;
        }
        int oauth = document.issuer().indexOf("/oauth2");
        for (String known : new String[] {
            settings.publicUrl().toString(), oauth < 0 ? "" : document.issuer().substring(0, oauth)
        }) {
            String below = known.isEmpty() ? null : ServerUrl.below(named, known);
            if (below != null) {
                return from + below;
            }
        }
        return named;
    }
}
