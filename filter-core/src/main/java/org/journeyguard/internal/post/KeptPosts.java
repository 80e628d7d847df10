package org.journeyguard.internal.post;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.journeyguard.Unavailable;
import org.journeyguard.internal.cluster.Cluster;
import org.journeyguard.internal.cluster.EntryNames.Kind;
import org.journeyguard.internal.signin.SignInCookie;
import org.journeyguard.internal.signin.SignInCookies;
import org.journeyguard.internal.signin.SignInSettings;
import org.jspecify.annotations.Nullable;

/**
 * Keeps POSTs while their users sign in, each until its browser sends it again, once, or until it expires. Encrypted with a key that only
 * the browser has.
 */
public final class KeptPosts {
    private final PostSlots slots;
    private final PostStore store;
    private final String prefix;
    private final Duration lasts;
    private final Clock clock;

    KeptPosts(PostSlots slots, PostStore store, String prefix, Duration lasts, Clock clock) {
        this.slots = slots;
        this.store = store;
        this.prefix = prefix;
        this.lasts = lasts;
        this.clock = clock;
    }

    /**
     * Creates the store; empty if no POSTs are kept.
     *
     * @param app public URL of the application; null if it is not configured, and then users are not redirected to sign in
     * @param nanoTime monotonic time
     */
    public static Optional<KeptPosts> of(
            SignInSettings settings, @Nullable URI app, Optional<Cluster> cluster, Clock clock, LongSupplier nanoTime) {
        if (!settings.keepsPosts() || app == null) {
            return Optional.empty();
        }
        PostSlots slots = new PostSlots(settings.keptPosts(), settings.timeout(), nanoTime);
        PostStore store = PostStore.of(cluster, Kind.KEPT_POST, slots, settings.timeout());
        return Optional.of(
                new KeptPosts(slots, store, SignInCookies.prefix("journey-post-", app), settings.timeout(), clock));
    }

    /** Returns the prefix of the names of the cookies. */
    public String cookiePrefix() {
        return prefix;
    }

    /** Returns how long a POST is kept. */
    public Duration lasts() {
        return lasts;
    }

    /** Returns the number of POSTs that this node keeps. */
    public long size() {
        return slots.size();
    }

    /** Reserves room for a POST, before its body is read; empty if there is none. Followed by {@link #put} or {@link #giveUp}. */
    public Optional<PostKey> reserve() {
        PostKey key = PostKey.make();
        return slots.reserve(key.id()) ? Optional.of(key) : Optional.empty();
    }

    /** Frees the room of a POST that was not put there. */
    public void giveUp(PostKey key) {
        slots.remove(key.id());
    }

    /**
     * Keeps a POST.
     *
     * @param key for which room is reserved
     * @return the cookie that its browser must have to send it again
     * @throws Unavailable if the engine that nodes share does not answer; the POST is then not kept
     */
    public SignInCookie put(PostKey key, KeptPost post) {
        try {
            store.put(key.id(), key.encrypt(post.encode()));
        } catch (RuntimeException e) {
            slots.remove(key.id());
            throw e;
        }
        return key.cookie(prefix, clock.instant().getEpochSecond());
    }

    /**
     * Drops the POSTs of a browser that has too many, oldest first. While the engine that nodes share does not answer, they stay until they
     * expire.
     *
     * @param present the browser's cookies
     * @param fresh the cookie of its newest POST
     * @return the names of the cookies to be expired
     */
    public List<String> dropSurplus(List<SignInCookie> present, SignInCookie fresh) {
        List<String> surplus = SignInCookies.surplus(present, fresh, clock.instant(), lasts);
        for (String name : surplus) {
            try {
                // only a browser that has the key
                key(present, name.substring(prefix.length()))
                        .filter(key -> find(key).isPresent())
                        .ifPresent(this::take);
            } catch (Unavailable e) {
                // expires
            }
        }
        return surplus;
    }

    /** Returns the key of a POST among the browser's cookies; empty if the browser does not have it. */
    public Optional<PostKey> key(List<SignInCookie> present, String id) {
        String name = prefix + id;
        return present.stream()
                .filter(cookie -> cookie.name().equals(name))
                .flatMap(cookie -> PostKey.read(cookie, prefix).stream())
                .findFirst();
    }

    /**
     * Finds a POST.
     *
     * @return empty if it was sent again or has expired
     * @throws Unavailable if the engine that nodes share does not answer
     */
    public Optional<KeptPost> find(PostKey key) {
        return store.get(key.id()).flatMap(key::decrypt).flatMap(KeptPost::decode);
    }

    /**
     * Takes a POST out: only one of several concurrent callers gets it.
     *
     * @return empty if it was sent again or has expired
     * @throws Unavailable if the engine that nodes share does not answer; it may be lost then
     */
    public Optional<KeptPost> take(PostKey key) {
        return store.take(key.id()).flatMap(key::decrypt).flatMap(KeptPost::decode);
    }
}
