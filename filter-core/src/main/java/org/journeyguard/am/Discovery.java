package org.journeyguard.am;

import java.net.URI;
import java.time.Duration;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.function.LongSupplier;
import org.journeyguard.am.OAuthSettings.Endpoint;
import org.jspecify.annotations.Nullable;

/**
 * AM's metadata as OAuth 2.0 server (OpenID Connect Discovery, 4), asked when they are first wanted and now and then anew; what was
 * told once goes on counting while AM is silent.
 */
final class Discovery {
    private static final Duration TOLD_ANEW_AFTER = Duration.ofHours(1);
    private static final Duration TRIED_AGAIN_AFTER = Duration.ofSeconds(30);
    private static final int PATIENT = 64;

    private final AmHttp http;
    private final OAuthSettings settings;
    private final String base;
    private final LongSupplier nanoTime;
    private final SingleFlight<Boolean, Answer<ServerMetadata>> calls;
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

    Answer<ServerMetadata> metadata(Deadline deadline) {
        Known told = known;
        return told != null && nanoTime.getAsLong() - told.askAgainAt < 0
                ? new Answer.Told<>(told.metadata)
                : calls.run(true, () -> ask(deadline), deadline.left(), Discovery::waitedInVain);
    }

    private Answer<ServerMetadata> ask(Deadline deadline) {
        Known told = known;
        if (told != null && nanoTime.getAsLong() - told.askAgainAt < 0) {
            return new Answer.Told<>(told.metadata);
        }
        if (settings.issuer() != null && settings.endpoints().size() == Endpoint.values().length) {
            return remember(metadata(settings.issuer(), Map.of()), TOLD_ANEW_AFTER);
        }
        AmReply reply = http.call(
                AmHttp.Asks.KNOWN, AmRequest.get("discovery", base + "/.well-known/openid-configuration"), deadline);
        Map<?, ?> members = reply.is(200) ? http.parse(reply, HashMap.class) : null;
        if (members != null && members.get("issuer") instanceof String issuer) {
            return remember(metadata(issuer, members), TOLD_ANEW_AFTER);
        }
        return told == null ? AmClient.silent("discovery", reply) : remember(told.metadata, TRIED_AGAIN_AFTER);
    }

    private Answer<ServerMetadata> remember(ServerMetadata metadata, Duration lasts) {
        known = new Known(metadata, nanoTime.getAsLong() + lasts.toNanos());
        return new Answer.Told<>(metadata);
    }

    private ServerMetadata metadata(String issuer, Map<?, ?> members) {
        Map<Endpoint, String> endpoints = new EnumMap<>(Endpoint.class);
        for (Endpoint endpoint : Endpoint.values()) {
            endpoints.put(endpoint, url(endpoint, issuer, members, http.base()));
        }
        return new ServerMetadata(
                settings.issuer() == null ? issuer : settings.issuer(),
                endpoints,
                url(
                        Endpoint.AUTHORIZATION,
                        issuer,
                        members,
                        settings.publicUrl().toString()),
                Boolean.TRUE.equals(members.get("require_pushed_authorization_requests")));
    }

    private String url(Endpoint endpoint, String issuer, Map<?, ?> members, String from) {
        URI configured = settings.endpoints().get(endpoint);
        if (configured != null) {
            return configured.toString();
        }
        return endpoint.members().stream()
                .map(members::get)
                .filter(String.class::isInstance)
                .map(named -> reachable((String) named, issuer, from))
                .findFirst()
                // OpenAM has more than it names
                .orElse(from + base.substring(http.base().length()) + endpoint.path());
    }

    /** AM names its public address, which this application may not reach: what is below that is asked where AM is reached. */
    private String reachable(String named, String issuer, String from) {
        int oauth = issuer.indexOf("/oauth2");
        for (String known :
                new String[] {settings.publicUrl().toString(), oauth < 0 ? "" : issuer.substring(0, oauth)}) {
            String below = known.isEmpty() ? null : below(named, known);
            if (below != null) {
                return from + below;
            }
        }
        return named;
    }

    /** What of a URL stands below another, with or without the port that the scheme has anyway; null when it is not below. */
    private static @Nullable String below(String url, String base) {
        try {
            URI named = URI.create(url);
            URI known = URI.create(base);
            String path = named.getRawPath();
            boolean isBelow = named.getHost() != null
                    && named.getHost().equalsIgnoreCase(known.getHost())
                    && String.valueOf(named.getScheme()).equalsIgnoreCase(known.getScheme())
                    && port(named) == port(known)
                    && path.startsWith(known.getRawPath() + "/");
            return isBelow
                    ? path.substring(known.getRawPath().length())
                            + (named.getRawQuery() == null ? "" : "?" + named.getRawQuery())
                    : null;
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private static int port(URI url) {
        boolean isImplied = url.getPort() < 0;
        return isImplied ? "https".equalsIgnoreCase(url.getScheme()) ? 443 : 80 : url.getPort();
    }

    private static Answer<ServerMetadata> waitedInVain() {
        return new Answer.Silent<>("discovery: no answer in time", Duration.ofSeconds(1));
    }
}
