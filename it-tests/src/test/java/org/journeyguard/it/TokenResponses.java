package org.journeyguard.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.journeyguard.it.App.header;

import jakarta.json.JsonObject;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A thousand who ask for the token of one session at once, and what they got.
 *
 * @param took until the last was answered
 * @param alive fingerprints of the tokens among the answers that AM honoured when the first of the crowd had got them
 */
record TokenResponses(List<Answer> all, Duration took, Set<String> alive) {
    static final int SIZE = 1_000;

    /** How long a token lives by AM's word. A crowd that takes longer than that may, and should, have it renewed again. */
    private static final Duration LIFE = Duration.ofSeconds(2);

    /**
     * One request and its answer.
     *
     * @param token that was answered; empty when there was none
     */
    record Answer(Instant sent, Duration took, int status, String retryAfter, JsonObject token) {
        String fingerprint() {
            return token.getString("fingerprint");
        }

        Instant expiresAt() {
            return Instant.parse(token.getString("expiresAt"));
        }
    }

    /** Those of that HTTP status. */
    List<Answer> with(int status) {
        return all.stream().filter(answer -> answer.status() == status).toList();
    }

    private Set<String> fingerprints() {
        return with(200).stream().map(Answer::fingerprint).collect(Collectors.toSet());
    }

    /** One, for a crowd that is back in time. */
    int mostTokens() {
        return 1 + (int) took.dividedBy(LIFE);
    }

    /** Everybody got the same token. */
    void areAllTheSame() {
        areGood();
        assertThat(with(200)).hasSize(SIZE);
        assertThat(fingerprints()).hasSizeLessThanOrEqualTo(mostTokens());
    }

    /** Nobody got a token that had ended, and nobody was sent away. */
    void areGood() {
        assertThat(all)
                .hasSize(SIZE)
                .allSatisfy(answer -> assertThat(answer.status()).isIn(200, 503));
        assertThat(with(200))
                .allSatisfy(answer -> assertThat(answer.expiresAt()).isAfter(answer.sent()));
        assertThat(fingerprints()).isNotEmpty().allMatch(alive::contains);
    }

    /** Lets all of them ask, each on a connection of its own, and waits for their answers. */
    static TokenResponses with(String[] headers) {
        Set<String> seen = ConcurrentHashMap.newKeySet();
        Set<String> alive = ConcurrentHashMap.newKeySet();
        long start = System.nanoTime();
        List<CompletableFuture<Answer>> sent = IntStream.range(0, SIZE)
                .mapToObj(i -> send(headers).thenApply(answer -> {
                    if (answer.status() == 200 && seen.add(answer.fingerprint()) && isAlive(answer.fingerprint())) {
                        alive.add(answer.fingerprint());
                    }
                    return answer;
                }))
                .toList();
        List<Answer> answers = sent.stream().map(CompletableFuture::join).toList();
        return new TokenResponses(answers, Duration.ofNanos(System.nanoTime() - start), alive);
    }

    private static CompletableFuture<Answer> send(String[] headers) {
        Instant sent = Instant.now();
        long start = System.nanoTime();
        return App.http()
                .sendAsync(App.request("GET", "/api/token", headers), BodyHandlers.ofString())
                .thenApply(response -> answer(sent, Duration.ofNanos(System.nanoTime() - start), response));
    }

    private static Answer answer(Instant sent, Duration took, HttpResponse<String> response) {
        return new Answer(
                sent,
                took,
                response.statusCode(),
                header(response, "Retry-After"),
                response.statusCode() == 200 ? App.json(response) : JsonObject.EMPTY_JSON_OBJECT);
    }

    private static boolean isAlive(String fingerprint) {
        return Servers.proxy().issued().stream()
                .map(issued -> issued.getString("access_token"))
                .filter(token -> fingerprint(token).equals(fingerprint))
                .anyMatch(token -> Realm.ROOT.isActive(Realm.SHORT_CLIENT, token));
    }

    /** As the demo tells tokens apart. */
    private static String fingerprint(String token) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, 6);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
