package org.journeyguard.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.journeyguard.credential.SsoToken;
import org.journeyguard.credential.TokenDigest;
import org.journeyguard.test.ManualTime;
import org.junit.jupiter.api.Test;

class SessionCacheTest {
    private static final int REFUSED_AT_MOST = 10_000;

    private final ManualTime time = new ManualTime();
    private final SessionCache cache = new SessionCache(10, time::nanoTime);

    @Test
    void aFloodOfStrangersFillsNoMoreThanItsOwnPartOfTheMemory() {
        List<TokenDigest> strangers = IntStream.range(0, 3 * REFUSED_AT_MOST)
                .mapToObj(i -> new SsoToken("stranger" + i).digest())
                .toList();
        strangers.forEach(cache::refused);
        assertThat(strangers.stream().filter(cache::isRefused).count())
                .isBetween(REFUSED_AT_MOST / 2L, (long) REFUSED_AT_MOST);
    }
}
