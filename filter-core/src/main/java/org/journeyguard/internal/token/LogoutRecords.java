package org.journeyguard.internal.token;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.stream.Stream;
import org.journeyguard.Claims;
import org.journeyguard.internal.cluster.LogRecord.Kind;
import org.journeyguard.internal.cluster.LogWriter;
import org.journeyguard.internal.credential.TokenDigest;
import org.journeyguard.internal.index.AmLogouts;
import org.journeyguard.internal.index.IndexName;
import org.journeyguard.internal.jwt.Subject;

/**
 * Records which sessions ({@code sid}) and users ({@code sub}) were signed out on any node, for longer than a sign-in or a token request can take, so
 * that an earlier answer from AM starts nothing afterwards. Code that begins a session or stores tokens checks here last, when a later
 * logout can already find what it stored. Records are made only for statements signed by AM and for users who were signed in, so unknown
 * callers can't fill the memory; none is evicted.
 */
public final class LogoutRecords implements AmLogouts {
    /** Longer than calls to AM, their retries and AM's own delay in sending logout tokens take. */
    private static final Duration MARGIN = Duration.ofMinutes(10);

    private static final Set<Kind> KINDS =
            EnumSet.of(Kind.SID_ENDED, Kind.USER_ENDED, Kind.SID_SIGNED_OUT, Kind.USER_SIGNED_OUT);

    private final LogWriter log;
    private final Duration lasts;
    /** By kind and digest of the {@code sid} or {@code sub}. */
    private final Map<Kind, Cache<TokenDigest, Instant>> records = new EnumMap<>(Kind.class);

    /**
     * @param signInTimeout how long a sign-in may take, from the redirect to AM to the response
     * @param log tells other nodes
     * @param nanoTime monotonic time
     */
    public LogoutRecords(Duration signInTimeout, LogWriter log, LongSupplier nanoTime) {
        this.log = log;
        this.lasts = lasts(signInTimeout);
        for (Kind kind : KINDS) {
            records.put(
                    kind,
                    Caffeine.newBuilder()
                            .executor(Runnable::run)
                            .ticker(nanoTime::getAsLong)
                            .expireAfterWrite(lasts)
                            .build());
        }
    }

    /**
     * Returns how long records last.
     *
     * @param signInTimeout how long a sign-in may take
     */
    public static Duration lasts(Duration signInTimeout) {
        return signInTimeout.plus(MARGIN);
    }

    /**
     * Records a logout token (OpenID Connect Back-Channel Logout 1.0, 2.4).
     *
     * @param sid the session; empty where all of the user's have ended
     * @param subject the user; ignored where there is a {@code sid}
     * @param issuedAt by AM's clock; ends what AM issued up to then
     */
    public void addByAm(Optional<String> sid, Optional<String> subject, Instant issuedAt) {
        if (sid.isPresent()) {
            add(Kind.SID_ENDED, sid.get(), issuedAt);
        } else {
            subject.ifPresent(user -> add(Kind.USER_ENDED, Subject.plain(user), issuedAt));
        }
    }

    @Override
    public void add(IndexName name, Instant endedAt) {
        addByAm(name.textOf(IndexName.Kind.SID), name.textOf(IndexName.Kind.SUBJECT), endedAt);
    }

    /**
     * Records that a user has signed out here. Pending sign-ins to the same session at AM, or all of the user's, are not completed.
     *
     * @param idToken that the session began with
     * @param isEverywhere whether all sessions of the user end
     * @param now by our clock
     */
    public void add(Claims idToken, boolean isEverywhere, Instant now) {
        idToken.text("sid").ifPresent(sid -> add(Kind.SID_SIGNED_OUT, sid, now));
        if (isEverywhere) {
            idToken.text("sub").ifPresent(user -> add(Kind.USER_SIGNED_OUT, Subject.plain(user), now));
        }
    }

    private void add(Kind kind, String name, Instant time) {
        TokenDigest key = TokenDigest.ofText(name);
        addByOther(kind, key, time);
        log.add(kind, key, time, lasts);
    }

    /** Records what another node has told of. */
    public void addByOther(Kind kind, TokenDigest key, Instant time) {
        of(kind).asMap().merge(key, time, (a, b) -> a.isAfter(b) ? a : b);
    }

    @Override
    public boolean hasEnded(Claims idToken) {
        Instant issuedAt = idToken.time("iat").orElse(Instant.MIN);
        return find(Kind.SID_ENDED, idToken).isPresent()
                || find(Kind.USER_ENDED, idToken)
                        .filter(until -> !issuedAt.isAfter(until))
                        .isPresent();
    }

    /**
     * Whether a sign-in, or the session that it began, is outdated: its session or user was signed out after the redirect to AM.
     *
     * @param idToken that resulted from it
     * @param departedAt when the browser was redirected, by our clock
     */
    public boolean isOutdated(Claims idToken, Instant departedAt) {
        return hasEnded(idToken)
                || Stream.of(Kind.SID_SIGNED_OUT, Kind.USER_SIGNED_OUT)
                        .flatMap(kind -> find(kind, idToken).stream())
                        .anyMatch(until -> !departedAt.isAfter(until));
    }

    private Optional<Instant> find(Kind kind, Claims idToken) {
        boolean isOfSession = kind == Kind.SID_ENDED || kind == Kind.SID_SIGNED_OUT;
        Optional<String> name =
                isOfSession ? idToken.text("sid") : idToken.text("sub").map(Subject::plain);
        return name.map(text -> of(kind).getIfPresent(TokenDigest.ofText(text)));
    }

    private Cache<TokenDigest, Instant> of(Kind kind) {
        return Objects.requireNonNull(records.get(kind), kind::name);
    }
}
