package org.journeyguard.internal.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.servlet.ServletException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.journeyguard.fixtures.RegisteredEngine;
import org.journeyguard.fixtures.TestSettings;
import org.journeyguard.internal.cluster.TestNode;
import org.journeyguard.test.FakeAm;
import org.journeyguard.test.FakeAm.Kind;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Settings of the engine that nodes share, at the start of an application. */
class EngineSettingsTest {
    private static final String APP = "http://localhost:19090/shop";

    private final FakeAm am = new FakeAm(Kind.OPENAM);

    @AfterEach
    void end() {
        am.close();
    }

    @Test
    void settingRefusedByTheEngineFailsTheStartWithItsKey() {
        Map<String, String> settings = new HashMap<>(TestSettings.MINIMAL);
        settings.put("journey.cluster", RegisteredEngine.NAME);
        settings.put("journey.cluster.secret", TestNode.SECRET);
        settings.put("journey.cluster.redis.url", RegisteredEngine.REFUSED);
        assertThatThrownBy(() -> GuardLease.validateConfiguration(List.of(settings)))
                .isInstanceOf(ServletException.class)
                .hasMessageContaining("JourneyGuard is not configured correctly")
                .hasMessageContaining("  - journey.cluster.redis.url is refused; for example");
    }

    @Test
    void applicationStartsWithTheConfiguredEngine() throws ServletException {
        try (TestWeb web = new TestWeb(
                am, APP, "journey.cluster", RegisteredEngine.NAME, "journey.cluster.secret", TestNode.SECRET)) {
            assertThat(web.send("GET", "/public/news", Map.of(), null).getStatus())
                    .isEqualTo(200);
        }
    }
}
