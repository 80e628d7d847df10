package org.journeyguard.internal.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Random;
import java.util.Set;
import org.journeyguard.Token;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The form in which nodes share values. */
class StoredFormsTest {
    private static final int CASES = 500;

    private final long seed = System.nanoTime();
    private final Random random = new Random(seed);

    private @Nullable String text() {
        return random.nextInt(4) == 0 ? null : "é" + "x".repeat(random.nextInt(300)) + random.nextLong();
    }

    private Instant time() {
        return Instant.ofEpochSecond(random.nextInt(Integer.MAX_VALUE), random.nextInt(1_000_000_000))
                .minusSeconds(random.nextInt(2) * 3_000_000_000L);
    }

    private TokenSet tokens() {
        Token token = new Token(
                "access" + text(),
                text(),
                text(),
                "Bearer",
                random.nextBoolean() ? Set.of() : Set.of("openid", "profile", "a" + random.nextInt()),
                random.nextBoolean() ? null : time(),
                random.nextBoolean() ? null : Duration.ofMillis(random.nextLong() >> 20));
        TokenSet set = new TokenSet(token, time(), time(), true);
        return random.nextBoolean() ? set : set.spent();
    }

    private AppSessionState session() {
        return new AppSessionState(text(), time(), time(), time());
    }

    @Test
    void writtenValueIsReadUnchanged() {
        for (int i = 0; i < CASES; i++) {
            TokenSet tokens = tokens();
            assertThat(StoredForms.TOKENS.decode(StoredForms.TOKENS.encode(tokens)))
                    .as("seed %d", seed)
                    .hasValueSatisfying(read -> {
                        assertThat(read.token()).isEqualTo(tokens.token());
                        assertThat(read.issuedAt()).isEqualTo(tokens.issuedAt());
                        assertThat(read.checkedAt()).isEqualTo(tokens.checkedAt());
                        assertThat(read.isRefreshable()).isEqualTo(tokens.isRefreshable());
                    });
            AppSessionState session = session();
            assertThat(StoredForms.APP_SESSIONS.decode(StoredForms.APP_SESSIONS.encode(session)))
                    .as("seed %d", seed)
                    .contains(session);
        }
    }

    @Test
    void valueOfAnotherVersionIsAbsent() {
        byte[] octets = StoredForms.TOKENS.encode(tokens());
        for (int version = 0; version < 128; version++) {
            octets[0] = (byte) version;
            assertThat(StoredForms.TOKENS.decode(octets).isPresent()).isEqualTo(version == 1);
        }
        assertThat(StoredForms.TOKENS.decode(new byte[0])).isEmpty();
    }

    @Test
    void truncatedOrArbitraryOctetsCauseNoException() {
        byte[] whole = StoredForms.TOKENS.encode(tokens());
        for (int length = 0; length < whole.length; length++) {
            assertThat(StoredForms.TOKENS.decode(Arrays.copyOf(whole, length)))
                    .as("seed %d, length %d", seed, length)
                    .isEmpty();
        }
        for (int i = 0; i < CASES * 10; i++) {
            byte[] octets = new byte[1 + random.nextInt(60)];
            random.nextBytes(octets);
            octets[0] = 1;
            // any result, but no exception
            assertThat(StoredForms.TOKENS.decode(octets)).as("seed %d", seed).isNotNull();
            assertThat(StoredForms.APP_SESSIONS.decode(octets))
                    .as("seed %d", seed)
                    .isNotNull();
        }
    }
}
