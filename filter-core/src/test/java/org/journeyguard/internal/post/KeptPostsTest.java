package org.journeyguard.internal.post;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.journeyguard.Unavailable;
import org.journeyguard.fixtures.ParallelCalls;
import org.journeyguard.fixtures.TestSettings;
import org.journeyguard.internal.cluster.Cluster;
import org.journeyguard.internal.cluster.TestNode;
import org.journeyguard.internal.guard.settings.GuardSettings;
import org.journeyguard.internal.signin.SignInCookie;
import org.journeyguard.spi.MemoryEngine;
import org.journeyguard.test.ManualTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Kept POSTs, on one node and on several. */
class KeptPostsTest {
    private static final String SECRET = "iban=DE02120300000000202051";
    private static final long SEED = 7;

    private final ManualTime time = new ManualTime();
    private final MemoryEngine engine = new MemoryEngine(time::nanoTime);
    private final KeptPosts posts = posts(Optional.empty());

    private KeptPosts posts(Optional<Cluster> cluster) {
        return posts(cluster, 3);
    }

    private KeptPosts posts(Optional<Cluster> cluster, int most) {
        GuardSettings settings = TestSettings.read(
                Map.of("journey.login.keep-posts", "true", "journey.login.keep-posts.max-posts", String.valueOf(most)));
        return KeptPosts.of(settings.signIn(), URI.create(TestSettings.APP), cluster, time, time::nanoTime)
                .orElseThrow();
    }

    private static KeptPost post(String body) {
        return new KeptPost("/orders?a=1", "text/x", "", body.getBytes(StandardCharsets.UTF_8));
    }

    private static SignInCookie keep(KeptPosts posts) {
        PostKey key = posts.reserve().orElseThrow();
        return posts.put(key, post(SECRET));
    }

    private static PostKey key(KeptPosts posts, SignInCookie cookie) {
        String id = cookie.name().substring(posts.cookiePrefix().length());
        return posts.key(List.of(cookie), id).orElseThrow();
    }

    @Test
    void keptPostIsReturnedUnchanged() {
        Random random = new Random(SEED);
        for (int size : new int[] {0, 1, 255, 65_536}) {
            byte[] body = new byte[size];
            random.nextBytes(body);
            PostKey key = posts.reserve().orElseThrow();
            SignInCookie cookie = posts.put(key, new KeptPost("/ä?b=%20", "a/b; c=\"d\"", "t|ü", body));
            KeptPost found = posts.take(key(posts, cookie)).orElseThrow();
            assertThat(found.target()).isEqualTo("/ä?b=%20");
            assertThat(found.contentType()).isEqualTo("a/b; c=\"d\"");
            assertThat(found.body()).as("seed %d, %d octets", SEED, size).isEqualTo(body);
        }
    }

    @Test
    void keptPostIsReturnedOnce() {
        for (KeptPosts each : List.of(posts, posts(Optional.of(new TestNode(engine).open(time::nanoTime))))) {
            PostKey key = key(each, keep(each));
            try (ParallelCalls<Optional<KeptPost>> calls = ParallelCalls.start(8, i -> each.take(key))) {
                assertThat(calls.results().stream().filter(Optional::isPresent)).hasSize(1);
            }
            assertThat(each.find(key)).isEmpty();
        }
    }

    @Test
    void keptPostExpires() {
        PostKey key = key(posts, keep(posts));
        time.pass(Duration.ofMinutes(10).minusNanos(1));
        assertThat(posts.find(key)).isPresent();
        time.pass(Duration.ofNanos(1));
        assertThat(posts.find(key)).isEmpty();
        assertThat(posts.size()).isZero();
    }

    @Test
    void numberOfKeptPostsIsLimited() {
        PostKey first = key(posts, keep(posts));
        keep(posts);
        PostKey reserved = posts.reserve().orElseThrow();
        assertThat(posts.reserve()).isEmpty();
        posts.giveUp(reserved);
        keep(posts);
        assertThat(posts.reserve()).isEmpty();
        assertThat(posts.take(first)).isPresent();
        keep(posts);
        assertThat(posts.reserve()).isEmpty();
        time.pass(Duration.ofMinutes(10));
        assertThat(posts.reserve()).isPresent();
    }

    @Test
    void keptPostIsReturnedByAnotherNode() {
        KeptPosts here = posts(Optional.of(new TestNode(engine).open(time::nanoTime)));
        KeptPosts there = posts(Optional.of(new TestNode(engine).open(time::nanoTime)));
        PostKey key = key(there, keep(here));
        assertThat(there.take(key).map(KeptPost::body)).contains(SECRET.getBytes(StandardCharsets.UTF_8));
        assertThat(here.find(key)).isEmpty();
    }

    @Test
    void postIsNotKeptDuringAnEngineOutage() {
        KeptPosts here = posts(Optional.of(new TestNode(engine).unreachable().open(time::nanoTime)));
        PostKey key = here.reserve().orElseThrow();
        assertThatThrownBy(() -> here.put(key, post(SECRET))).isInstanceOf(Unavailable.class);
        assertThat(here.size()).isZero();
    }

    @Test
    void keyOfAnotherBrowserFindsNoPost() {
        SignInCookie cookie = keep(posts);
        SignInCookie other = keep(posts);
        SignInCookie forged = new SignInCookie(cookie.name(), other.value());
        assertThat(posts.find(key(posts, forged))).isEmpty();
        assertThat(posts.key(
                        List.of(other),
                        cookie.name().substring(posts.cookiePrefix().length())))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".", "1.", "1.x", "1.%%%", "AAAA", "1.AAAAAAAAAAAAAAAAAAAAAA"})
    void malformedCookieIsNotAKey(String value) {
        SignInCookie cookie = new SignInCookie(posts.cookiePrefix() + "id", value);
        assertThat(posts.key(List.of(cookie), "id")).isEmpty();
    }

    @Test
    void oldestPostOfABrowserIsDroppedAboveTheLimit() {
        KeptPosts many = posts(Optional.empty(), 20);
        List<SignInCookie> present = new ArrayList<>();
        List<PostKey> keys = new ArrayList<>();
        for (int i = 0; i < 7; i++) {
            SignInCookie fresh = keep(many);
            List<String> gone = many.dropSurplus(present, fresh);
            present.removeIf(cookie -> gone.contains(cookie.name()));
            present.add(fresh);
            keys.add(key(many, fresh));
            time.pass(Duration.ofSeconds(1));
        }
        assertThat(present).hasSize(5);
        assertThat(many.size()).isEqualTo(5);
        assertThat(keys)
                .extracting(key -> many.find(key).isPresent())
                .containsExactly(false, false, true, true, true, true, true);
    }

    @Test
    void tokenIsValidOnlyForItsUser() {
        PostKey key = key(posts, keep(posts));
        String token = key.token("|alice");
        assertThat(token).hasSize(66);
        assertThat(key.isToken(token, "|alice")).isTrue();
        assertThat(key.isToken(token, "|bob")).isFalse();
        assertThat(key(posts, keep(posts)).isToken(token, "|alice")).isFalse();
    }

    @Test
    void toStringOmitsBodyAndKey() {
        SignInCookie cookie = keep(posts);
        PostKey key = key(posts, cookie);
        assertThat(post(SECRET) + " " + key + " " + cookie).doesNotContain("iban", "DE02", cookie.sealed());
        assertThat(key.encrypt(post(SECRET).encode())).doesNotContain("iban");
    }
}
