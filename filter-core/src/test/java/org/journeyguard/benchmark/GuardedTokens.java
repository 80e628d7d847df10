package org.journeyguard.benchmark;

import jakarta.servlet.ServletException;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.journeyguard.servlet.JourneyFilter;
import org.journeyguard.test.FakeAm;

/** A started filter that accepts access tokens, with an AM behind it that has issued some to alice. */
final class GuardedTokens implements AutoCloseable {
    private static final int TOKENS = 256;

    final JourneyFilter filter = new JourneyFilter();
    final List<String> tokens;
    /** The values of the requests' {@code Authorization}. */
    final char[][] headers;

    private final FakeAm am = new FakeAm(FakeAm.Kind.PINGAM);

    /**
     * @param realm {@code /} for opaque tokens, {@code /alpha} for JWTs
     * @param remembered how many tokens are
     */
    GuardedTokens(String realm, int remembered) throws ServletException {
        am.setClock(Clock.systemUTC());
        tokens = IntStream.range(0, TOKENS)
                .mapToObj(
                        number -> am.issue("alice", realm, "web-app", "openid").access())
                .toList();
        headers =
                tokens.stream().map(token -> ("Bearer " + token).toCharArray()).toArray(char[][]::new);
        filter.init(new CheapConfig(Map.of(
                "journey.am.url",
                am.url().toString(),
                "journey.am.realm",
                realm,
                "journey.app.url",
                "https://app.example.com",
                "journey.oauth.client-id",
                "web-app",
                "journey.oauth.client-secret",
                "s3cret",
                "journey.oauth.cache-ttl",
                "PT12H",
                "journey.oauth.cache-size",
                String.valueOf(remembered))));
    }

    @Override
    public void close() {
        filter.destroy();
        am.close();
    }
}
