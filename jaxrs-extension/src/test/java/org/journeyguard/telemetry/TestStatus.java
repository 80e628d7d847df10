package org.journeyguard.telemetry;

import java.util.Map;
import java.util.Optional;
import org.journeyguard.spi.JourneyStatus;

/** Of an application that listens to an AM that is well. */
final class TestStatus implements JourneyStatus {
    Am am = Am.ANSWERING;

    @Override
    public String realm() {
        return "/alpha";
    }

    @Override
    public String tenant() {
        return "";
    }

    @Override
    public Am am() {
        return am;
    }

    @Override
    public boolean hasAmAnswered() {
        return true;
    }

    @Override
    public boolean isReady() {
        return true;
    }

    @Override
    public Optional<Boolean> notificationsConnected() {
        return Optional.of(true);
    }

    @Override
    public Map<String, Long> sizes() {
        return Map.of("sessions", 7L);
    }
}
