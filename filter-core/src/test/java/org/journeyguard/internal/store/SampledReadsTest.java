package org.journeyguard.internal.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import org.journeyguard.test.ManualTime;
import org.junit.jupiter.api.Test;

class SampledReadsTest {
    private static final int SIZE = 100;
    private static final int MANY = 1_000;

    private final ManualTime time = new ManualTime();

    private Cache<Integer, String> cache() {
        return Caffeine.newBuilder()
                .maximumSize(SIZE)
                .executor(Runnable::run)
                .ticker(time::nanoTime)
                .expireAfterWrite(Duration.ofMinutes(1))
                .build();
    }

    @Test
    void entryIsFoundUntilItExpires() {
        Cache<Integer, String> cache = cache();
        SampledReads<Integer, String> reads = new SampledReads<>(cache);
        cache.put(1, "one");
        for (int i = 0; i < MANY; i++) {
            assertThat(reads.get(1)).isEqualTo("one");
            assertThat(reads.get(2)).isNull();
        }
        time.pass(Duration.ofMinutes(1));
        for (int i = 0; i < MANY; i++) {
            assertThat(reads.get(1)).isNull();
        }
    }

    @Test
    void entryThatIsReadOftenOutlastsAFloodOfOthers() {
        Cache<Integer, String> cache = cache();
        SampledReads<Integer, String> reads = new SampledReads<>(cache);
        cache.put(0, "in use");
        for (int i = 1; i < MANY; i++) {
            for (int use = 0; use < SIZE; use++) {
                assertThat(reads.get(0)).isEqualTo("in use");
            }
            cache.put(i, "once");
        }
    }

    @Test
    void cacheInWhichEachReadCountsIsNotSampled() {
        Cache<Integer, String> cache =
                Caffeine.newBuilder().expireAfterAccess(Duration.ofMinutes(1)).build();
        assertThatThrownBy(() -> new SampledReads<>(cache)).isInstanceOf(IllegalArgumentException.class);
    }
}
