package org.journeyguard.internal.page;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.journeyguard.Unavailable;
import org.journeyguard.internal.cluster.Cluster;
import org.journeyguard.internal.cluster.EntryNames.Kind;
import org.journeyguard.internal.post.PostKey;
import org.journeyguard.internal.post.PostSlots;
import org.journeyguard.internal.post.PostStore;
import org.journeyguard.internal.signin.SignInCookie;
import org.journeyguard.internal.signin.SignInCookies;

/**
 * Keeps sign-ins between their steps, in memory or in entries that nodes share: each step under a new random id, encrypted with a key that
 * only its browser has, until it is answered, once, or expires. AM's {@code authId} never leaves the server: it may be larger than a cookie,
 * and with it alone another browser could go on. At most so many are kept; a further one replaces the oldest.
 */
public final class PendingJourneys {
    private final PostSlots slots;
    private final PostStore store;
    private final String prefix;
    private final Duration lasts;
    private final Clock clock;

    /**
     * @param most how many a node keeps
     * @param lasts how long a step may take
     * @param app public URL of the application
     * @param nanoTime monotonic time
     */
    public PendingJourneys(
            int most, Duration lasts, URI app, Optional<Cluster> cluster, Clock clock, LongSupplier nanoTime) {
        this.slots = new PostSlots(most, lasts, nanoTime);
        this.store = PostStore.of(cluster, Kind.SIGN_IN_STEP, slots, lasts);
        this.prefix = SignInCookies.prefix("journey-step-", app);
        this.lasts = lasts;
        this.clock = clock;
    }

    /** Returns the prefix of the names of the cookies. */
    public String cookiePrefix() {
        return prefix;
    }

    /** Returns how long a step may take. */
    public Duration lasts() {
        return lasts;
    }

    /** Returns the number of steps that this node keeps. */
    public long size() {
        return slots.size();
    }

    /** Returns the name of the cookie of a step. */
    String cookieName(String id) {
        return prefix + id;
    }

    /**
     * Keeps a step.
     *
     * @return its key
     * @throws Unavailable if the engine that nodes share does not answer
     */
    PostKey put(PendingJourney pending) {
        PostKey key = PostKey.make();
        while (!slots.reserve(key.id())) {
            slots.oldest().ifPresent(this::drop);
        }
        try {
            store.put(key.id(), key.encrypt(pending.encode()));
        } catch (RuntimeException e) {
            slots.remove(key.id());
            throw e;
        }
        return key;
    }

    private void drop(String id) {
        slots.remove(id);
        var unused = store.take(id);
    }

    /** Returns the cookie that its browser must have to go on. */
    SignInCookie cookie(PostKey key) {
        return key.cookie(prefix, clock.instant().getEpochSecond());
    }

    /**
     * Drops the steps of a browser that has too many, oldest first.
     *
     * @return the names of their cookies
     */
    List<String> dropSurplus(List<SignInCookie> present, SignInCookie fresh) {
        List<String> surplus = SignInCookies.surplus(present, fresh, clock.instant(), lasts);
        for (String name : surplus) {
            key(present, name.substring(prefix.length())).ifPresent(key -> {
                // only a browser that has the key
                if (find(key).isPresent()) {
                    drop(key.id());
                }
            });
        }
        return surplus;
    }

    /** Returns the key of a step among the browser's cookies; empty if the browser does not have it. */
    Optional<PostKey> key(List<SignInCookie> present, String id) {
        return present.stream()
                .filter(cookie -> cookie.name().equals(cookieName(id)))
                .flatMap(cookie -> PostKey.read(cookie, prefix).stream())
                .findFirst();
    }

    /**
     * Finds a step.
     *
     * @return empty if it was answered or has expired
     * @throws Unavailable if the engine that nodes share does not answer
     */
    Optional<PendingJourney> find(PostKey key) {
        return store.get(key.id()).flatMap(key::decrypt).map(PendingJourney::decode);
    }

    /**
     * Takes a step out: only one of several concurrent callers gets it.
     *
     * @return empty if it was answered or has expired
     * @throws Unavailable if the engine that nodes share does not answer; it may be lost then
     */
    Optional<PendingJourney> take(PostKey key) {
        return store.take(key.id()).flatMap(key::decrypt).map(PendingJourney::decode);
    }
}
