package org.journeyguard.benchmark;

import jakarta.servlet.ServletException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.journeyguard.internal.cluster.TestNode;
import org.journeyguard.internal.credential.SsoToken;
import org.journeyguard.servlet.JourneyFilter;
import org.journeyguard.test.FakeAm;
import org.journeyguard.test.FakeSession;

/** A started filter with an AM behind it that knows some sessions of alice's. */
final class Guarded implements AutoCloseable {
    private static final int SESSIONS = 256;
    private static final int CLIENT_SIDE = 500;

    final JourneyFilter filter = new JourneyFilter();
    final List<SsoToken> tokens;
    private final FakeAm am = new FakeAm(FakeAm.Kind.PINGAM);

    /**
     * @param tokenLength of the SSO tokens: 110 for AM's own sessions, 2,000 for client-side ones
     * @param cluster value of {@code journey.cluster}
     * @param policy value of {@code journey.policy}
     */
    Guarded(int tokenLength, String cluster, String policy) throws ServletException {
        tokens = IntStream.range(0, SESSIONS)
                .mapToObj(number -> token(number, tokenLength))
                .toList();
        tokens.forEach(this::signIn);
        am.directory().addAgent("agent", "s3cret", "/");
        am.policies().allow("https://app.example.com:443/*", "GET");
        Map<String, String> settings = new HashMap<>();
        if (policy.equals("am")) {
            settings.put("journey.am.agent.name", "agent");
            settings.put("journey.am.agent.password", "s3cret");
            settings.put("journey.policy.cache-ttl", "PT12H");
        }
        settings.put("journey.policy", policy);
        settings.put("journey.am.url", am.url().toString());
        settings.put("journey.app.url", "https://app.example.com");
        settings.put("journey.session.cache-ttl", "PT12H");
        settings.put("journey.paths.public", "/, /static/*, *.css, /api/hello");
        settings.put("journey.cluster", cluster);
        settings.put("journey.cluster.secret", TestNode.SECRET);
        filter.init(new CheapConfig(settings));
    }

    private static SsoToken token(int number, int length) {
        String head = "AQIC5w" + (1_000_000 + number) + "ocAAtt8mFGtPRqkGxAvEgU1jZ2TDMmDKDlqk";
        if (length < CLIENT_SIDE) {
            String extensions = "AAJTSQACMDIAAlNLABQtNzM0NjMxNjY4Nzk3MDgyMzY0MAACUzEAAjAx";
            return new SsoToken((head + "*" + extensions + "A".repeat(length)).substring(0, length - 1) + "*");
        }
        String payload = "A" + (1_000_000 + number) + "QUJD".repeat(length / 4 - 45);
        String jwt = "eyJ0eXAiOiJKV1QiLCJhbGciOiJIUzI1NiJ9." + payload + "." + "QUJD".repeat(10) + "QUI";
        return new SsoToken(head + "*AAJTSQACMDIAAlMxAAA.*" + jwt);
    }

    private void signIn(SsoToken token) {
        Instant end = Instant.now().plus(Duration.ofHours(24));
        am.signIn(new FakeSession(token.value(), "alice", "/", end, end, Map.of(), null));
    }

    @Override
    public void close() {
        filter.destroy();
        am.close();
    }
}
