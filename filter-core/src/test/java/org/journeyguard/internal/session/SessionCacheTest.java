package org.journeyguard.internal.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.journeyguard.internal.cluster.LogWriter;
import org.journeyguard.internal.credential.SsoToken;
import org.journeyguard.internal.credential.TokenDigest;
import org.journeyguard.test.ManualTime;
import org.junit.jupiter.api.Test;

class SessionCacheTest {
    private static final int REFUSED_AT_MOST = 10_000;

    private final ManualTime time = new ManualTime();
    private final SessionCache cache = new SessionCache(10, LogWriter.NONE, time::nanoTime);

    @Test
    void floodOfUnknownTokensUsesLimitedMemory() {
        List<SsoToken> strangers = IntStream.range(0, 3 * REFUSED_AT_MOST)
                .mapToObj(i -> new SsoToken("stranger" + i))
                .toList();
        strangers.forEach(cache::refused);
        assertThat(strangers.stream().filter(cache::isRefused).count())
                .isBetween(REFUSED_AT_MOST / 2L, (long) REFUSED_AT_MOST);
    }

    @Test
    void forgedSignatureAuthenticatesNoUserAndEndsNoSession() {
        SsoToken token = new SsoToken("*AAJTSQACMDE.*eyJh.eyJi.c2ln");
        SsoToken forged = new SsoToken("*AAJTSQACMDE.*eyJh.eyJi.Zm9y");
        assertThat(forged.digest()).isEqualTo(token.digest());
        List<TokenDigest> ended = new ArrayList<>();
        cache.onRefused(ended::add);
        Duration left = Duration.ofHours(1);
        cache.confirmed(token, SessionMemory.session(token, 1, left), time.nanoTime(), left);

        assertThat(cache.known(forged)).isNull();
        cache.refused(forged);

        assertThat(cache.isRefused(forged)).isTrue();
        assertThat(cache.isRefused(token)).isFalse();
        assertThat(cache.known(token)).isNotNull();
        assertThat(ended).isEmpty();
        cache.refused(token);
        assertThat(cache.known(token)).isNull();
        assertThat(ended).containsExactly(token.digest());
    }

    @Test
    void clientSideSessionHasOneEntryThatPingAmsDigestFinds() {
        Duration left = Duration.ofHours(1);
        for (String head : List.of("*AAJTSQACMDE.*", "x*AAJTSQACMDE.*", "AQIC5w=@AAJTSQACMDE=#", "**")) {
            SsoToken token = new SsoToken(head + "eyJh.eyJi.c2ln");
            cache.confirmed(token, SessionMemory.session(token, 1, left), time.nanoTime(), left);
            assertThat(cache.named(TokenDigest.of(token.value()))).isEqualTo(token.digest());
        }
        assertThat(cache.size()).isEqualTo(1);
        TokenDigest other = TokenDigest.of("AQIC5w.*AAJTSQACMDE.*");
        assertThat(cache.named(other)).isEqualTo(other);
    }
}
