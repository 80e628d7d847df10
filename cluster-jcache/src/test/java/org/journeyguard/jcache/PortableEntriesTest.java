package org.journeyguard.jcache;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import javax.cache.Cache;
import javax.cache.Caching;
import javax.cache.configuration.MutableConfiguration;
import org.journeyguard.test.ManualTime;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PortableEntriesTest {
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final byte[] ONE = {1};
    private static final byte[] TWO = {2};

    private final ManualTime time = new ManualTime();
    private final Cache<String, String> cache = Caching.getCachingProvider("org.jsr107.ri.spi.RICachingProvider")
            .getCacheManager()
            .createCache(
                    getClass().getName(),
                    new MutableConfiguration<String, String>().setTypes(String.class, String.class));
    private final PortableEntries entries = new PortableEntries(cache, time);

    @AfterEach
    void destroy() {
        cache.getCacheManager().destroyCache(cache.getName());
    }

    @Test
    void expiredEntryKeptByTheProviderIsAbsent() {
        entries.putIfAbsent("x", ONE, MINUTE);
        time.pass(MINUTE.minusMillis(1));
        assertThat(entries.get("x")).contains(ONE);
        time.pass(Duration.ofMillis(1));
        assertThat(cache.get("x")).isNotNull();
        assertThat(entries.get("x")).isEmpty();
        assertThat(entries.replace("x", ONE, TWO, MINUTE)).isFalse();
        assertThat(entries.remove("x", ONE)).isFalse();
        assertThat(entries.putIfAbsent("x", TWO, MINUTE)).isTrue();
        assertThat(entries.get("x")).contains(TWO);
    }

    @Test
    void entryWithALongerExpiryThanTheCacheIsStored() {
        Duration year = PortableStore.LONGEST.multipliedBy(12);
        assertThat(entries.putIfAbsent("x", ONE, year)).isTrue();
        assertThat(entries.replace("x", ONE, TWO, year)).isTrue();
        assertThat(entries.get("x")).contains(TWO);
    }
}
