package org.journeyguard.internal.am.session;

import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.function.LongSupplier;
import org.journeyguard.internal.am.oauth.AssertionKey;
import org.journeyguard.internal.am.oauth.OAuthResponses;
import org.journeyguard.internal.http.AmHttp;
import org.journeyguard.internal.http.AmRequest;
import org.journeyguard.internal.http.AmResponse;
import org.journeyguard.internal.http.AmResult;
import org.journeyguard.internal.http.Outage;
import org.journeyguard.internal.resilience.Deadline;
import org.journeyguard.internal.resilience.SingleFlight;
import org.jspecify.annotations.Nullable;

/**
 * A service account of Advanced Identity Cloud. Gets its access token when it is first needed, by an assertion that its private key
 * signs (RFC 7523, 2.1), keeps it, and gets another before it expires or when AM no longer takes it.
 *
 * @see "PingOne Advanced Identity Cloud: Authenticate to REST API with access token; Manage sessions using REST (resource 4.0)"
 */
public final class ServiceAccount extends SessionAdministrator {
    /** A wrong key is not tried over and over. */
    static final Duration REFUSAL_COUNTS = Duration.ofSeconds(30);
    /** How long before its end a token is no longer used; a third of its life, where that is less. */
    static final Duration EARLY = Duration.ofMinutes(1);

    private static final System.Logger LOG = System.getLogger(ServiceAccount.class.getName());
    private static final String SCOPE = "fr:am:*";
    private static final Duration WHERE_AM_TELLS_NONE = Duration.ofMinutes(1);
    private static final int PATIENT = 16;

    private final AmHttp http;
    private final OAuthResponses replies;
    private final Endpoint endpoint;
    private final String id;
    private final AssertionKey key;
    private final Clock clock;
    private final LongSupplier nanoTime;
    private final SingleFlight<Optional<String>, AmResult<String>> calls;
    private volatile @Nullable Held held;
    private volatile @Nullable Refusal refusal;

    /**
     * Where the account gets its tokens.
     *
     * @param url as it is reached from here
     * @param audience the same as AM has it, with its port
     */
    public record Endpoint(String url, String audience) {}

    private record Held(String token, long until) {
        @Override
        public String toString() {
            return "Held(secret)";
        }
    }

    private record Refusal(Outage outage, long until) {}

    /**
     * @param id AM's
     * @param key signs assertions
     */
    public ServiceAccount(
            AmHttp http, Endpoint endpoint, String id, AssertionKey key, Clock clock, LongSupplier nanoTime) {
        this.http = http;
        this.replies = new OAuthResponses(http);
        this.endpoint = endpoint;
        this.id = id;
        this.key = key;
        this.clock = clock;
        this.nanoTime = nanoTime;
        this.calls = new SingleFlight<>(new Semaphore(PATIENT), nanoTime);
    }

    @Override
    Map<String, String> headers(String cookieName, String credential) {
        return Map.of("Authorization", "Bearer " + credential);
    }

    @Override
    String resource(Dialect dialect) {
        return dialect.infoResource();
    }

    @Override
    String advice() {
        return "the scopes of the service account of journey.am.service-account.id have to include " + SCOPE;
    }

    @Override
    AmResult<String> credential(@Nullable String dead, Deadline deadline) {
        String present = present(dead);
        return present != null
                ? new AmResult.Value<>(present)
                : calls.run(
                        Optional.ofNullable(dead),
                        () -> renew(dead, deadline),
                        deadline.left(),
                        () -> new AmResult.NoAnswer<>("the service account's token takes too long"));
    }

    private @Nullable String present(@Nullable String dead) {
        Held now = held;
        return now != null && nanoTime.getAsLong() - now.until < 0 && !now.token.equals(dead) ? now.token : null;
    }

    private AmResult<String> renew(@Nullable String dead, Deadline deadline) {
        String present = present(dead);
        if (present != null) {
            return new AmResult.Value<>(present);
        }
        Refusal refused = refusal;
        if (refused != null && nanoTime.getAsLong() - refused.until < 0) {
            return new AmResult.NoAnswer<>(refused.outage);
        }
        return request(deadline).fold(this::hold, this::refused, AmResult.NoAnswer::new);
    }

    private AmResult<String> hold(Held issued) {
        held = issued;
        refusal = null;
        return new AmResult.Value<>(issued.token);
    }

    private AmResult<String> refused(AmResult.Refused<Held> denied) {
        String what = "AM gives the service account of journey.am.service-account.id no token: " + denied.error() + " "
                + denied.description() + ". Check its id, key and scope " + SCOPE
                + "; only Advanced Identity Cloud has service accounts, other AMs take journey.am.agent.name";
        LOG.log(System.Logger.Level.WARNING, what);
        Outage outage = new Outage(what, REFUSAL_COUNTS);
        refusal = new Refusal(outage, nanoTime.getAsLong() + REFUSAL_COUNTS.toNanos());
        return new AmResult.NoAnswer<>(outage);
    }

    private AmResult<Held> request(Deadline deadline) {
        Map<String, String> form = new LinkedHashMap<>();
        form.put("grant_type", "urn:ietf:params:oauth:grant-type:jwt-bearer");
        form.put("client_id", "service-account");
        form.put("scope", SCOPE);
        form.put("assertion", key.assertion(id, endpoint.audience, clock.instant()));
        long sentAt = nanoTime.getAsLong();
        AmResponse reply = http.call(AmRequest.form("serviceAccount", endpoint.url, form), deadline);
        return replies.answer("service account", reply, members -> held(members, sentAt));
    }

    private static @Nullable Held held(Map<?, ?> members, long sentAt) {
        String token = OAuthResponses.text(members, "access_token");
        Duration lifetime = members.get("expires_in") instanceof Number seconds && seconds.longValue() > 0
                ? Duration.ofSeconds(seconds.longValue())
                : WHERE_AM_TELLS_NONE;
        Duration third = lifetime.dividedBy(3);
        Duration early = third.compareTo(EARLY) < 0 ? third : EARLY;
        return token == null
                ? null
                : new Held(token, sentAt + lifetime.minus(early).toNanos());
    }

    @Override
    public String toString() {
        return "ServiceAccount(" + id + ")";
    }
}
