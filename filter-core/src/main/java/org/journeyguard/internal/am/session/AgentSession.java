package org.journeyguard.internal.am.session;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.function.LongSupplier;
import org.journeyguard.internal.credential.SsoToken;
import org.journeyguard.internal.http.AmHeaders;
import org.journeyguard.internal.http.AmHttp;
import org.journeyguard.internal.http.AmPath;
import org.journeyguard.internal.http.AmRequest;
import org.journeyguard.internal.http.AmResponse;
import org.journeyguard.internal.http.AmResult;
import org.journeyguard.internal.http.Outage;
import org.journeyguard.internal.resilience.Deadline;
import org.journeyguard.internal.resilience.Priority;
import org.journeyguard.internal.resilience.SingleFlight;
import org.jspecify.annotations.Nullable;

/**
 * The session of the agent (or administrator) that may receive notifications about, list and end the sessions of others. It begins when it
 * is first needed, and is replaced when AM no longer honours it. {@code toString()} shows no secret.
 *
 * @see "PingAM 8, Authentication guide: Authenticate over REST; OpenAM 16: module Application"
 */
public final class AgentSession extends SessionAdministrator {
    /** Wrong passwords are not tried over and over: AM may lock the account. */
    static final Duration REFUSAL_COUNTS = Duration.ofSeconds(30);

    private static final int PATIENT = 16;
    private static final List<String> VERSIONS = List.of("2.1", "2.0");
    /** How agents sign in to PingAM, to OpenAM, and administrators to both. */
    private static final List<String> KINDS = List.of(
            "?authIndexType=service&authIndexValue=Agent", "?authIndexType=module&authIndexValue=Application", "");

    private final AmHttp http;
    private final String realm;
    private final String name;
    private final String password;
    private final LongSupplier nanoTime;
    private final SingleFlight<Optional<SsoToken>, AmResult<SsoToken>> signIns;
    private volatile @Nullable SsoToken current;
    private volatile @Nullable String known;
    private volatile boolean isRefused;
    private volatile long tryAgainAt;

    /**
     * @param realm where the agent is looked for first, as AM path; then in the root realm
     * @param name as AM has it
     * @param password as AM has it
     * @param nanoTime monotonic time
     */
    public AgentSession(AmHttp http, String realm, String name, String password, LongSupplier nanoTime) {
        this.http = http;
        this.realm = realm;
        this.name = name;
        this.password = password;
        this.nanoTime = nanoTime;
        this.signIns = new SingleFlight<>(new Semaphore(PATIENT), nanoTime);
    }

    @Override
    AmResult<String> credential(@Nullable String refused, Deadline deadline) {
        return session(refused == null ? null : new SsoToken(refused), deadline).map(SsoToken::value);
    }

    @Override
    Map<String, String> headers(String cookieName, String credential) {
        return Map.of(cookieName, credential);
    }

    @Override
    String resource(Dialect dialect) {
        return dialect.logoutResource();
    }

    @Override
    String advice() {
        return "PingAM and OpenAM let administrators do that, not agents (journey.am.agent.name), and Advanced Identity Cloud service "
                + "accounts (journey.am.service-account.id)";
    }

    /**
     * The present session, or a new one.
     *
     * @param dead the session that AM does not honour any more; null for none
     */
    public AmResult<SsoToken> session(@Nullable SsoToken dead, Deadline deadline) {
        SsoToken present = current;
        return present != null && (dead == null || !present.equals(dead))
                ? new AmResult.Value<>(present)
                : signIns.run(
                        Optional.ofNullable(dead),
                        () -> begin(dead, deadline),
                        deadline.left(),
                        () -> new AmResult.NoAnswer<>("the agent's sign-in takes too long"));
    }

    private AmResult<SsoToken> begin(@Nullable SsoToken dead, Deadline deadline) {
        SsoToken present = current;
        if (present != null && (dead == null || !present.equals(dead))) {
            return new AmResult.Value<>(present);
        }
        if (isRefused && nanoTime.getAsLong() - tryAgainAt < 0) {
            return refused();
        }
        for (String way : ways()) {
            AmResponse reply = signIn(way, deadline);
            SsoToken token = token(reply);
            if (token != null) {
                known = way;
                isRefused = false;
                current = token;
                return new AmResult.Value<>(token);
            }
            boolean isOutage = reply.is(AmResponse.NONE) || reply.is(429) || reply.status() > 501;
            if (isOutage) {
                return reply.noAnswer("sign-in of the agent");
            }
        }
        known = null;
        tryAgainAt = nanoTime.getAsLong() + REFUSAL_COUNTS.toNanos();
        isRefused = true;
        return refused();
    }

    private static AmResult<SsoToken> refused() {
        return new AmResult.NoAnswer<>(new Outage(
                "AM refuses the sign-in of the agent; check journey.am.agent.name and journey.am.agent.password",
                REFUSAL_COUNTS));
    }

    private AmResponse signIn(String way, Deadline deadline) {
        AmResponse reply = AmResponse.unsent("no version", REFUSAL_COUNTS);
        for (String version : VERSIONS) {
            Map<String, String> headers = new HashMap<>(AmHeaders.version(version));
            headers.put("X-OpenAM-Username", encodedWord(name));
            headers.put("X-OpenAM-Password", encodedWord(password));
            AmRequest request = http.json("authenticate", "POST", way, headers, "{}");
            // some answer 500 for ways that they do not have
            reply = http.call(request.about(Priority.UNCONFIRMED), deadline);
            if (!reply.is(404)) {
                break;
            }
        }
        return reply;
    }

    private @Nullable SsoToken token(AmResponse reply) {
        Map<?, ?> answer = reply.is(200) ? http.parse(reply, HashMap.class) : null;
        Object token = answer == null ? null : answer.get("tokenId");
        return token instanceof String text && SsoToken.isWellFormed(text) ? new SsoToken(text) : null;
    }

    /** The way that has worked, else all. */
    private List<String> ways() {
        String way = known;
        if (way != null) {
            return List.of(way);
        }
        List<String> ways = new ArrayList<>();
        for (String each : new LinkedHashSet<>(List.of(realm, "/"))) {
            KINDS.forEach(kind -> ways.add(AmPath.realm(each) + "/authenticate" + kind));
        }
        return ways;
    }

    /** As AM wants what is not plain text in a header (RFC 2047). */
    private static String encodedWord(String text) {
        boolean isPlain = text.chars().allMatch(c -> c >= ' ' && c <= '~') && !text.startsWith("=?");
        return isPlain
                ? text
                : "=?UTF-8?B?" + Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8)) + "?=";
    }

    @Override
    public String toString() {
        return "AgentSession(" + name + ")";
    }
}
