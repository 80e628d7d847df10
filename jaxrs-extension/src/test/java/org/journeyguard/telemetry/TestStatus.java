package org.journeyguard.telemetry;

import java.util.Map;
import java.util.Optional;
import org.journeyguard.spi.JourneyStatus;

/** Of an application that listens to an AM that is well. */
public final class TestStatus implements JourneyStatus {
    Server am = Server.ANSWERING;
    Optional<Server> cluster = Optional.of(Server.FAILING);
    boolean isReady = true;
    String tenant = "";

    @Override
    public String realm() {
        return "/alpha";
    }

    @Override
    public String tenant() {
        return tenant;
    }

    @Override
    public Server am() {
        return am;
    }

    @Override
    public Optional<Server> cluster() {
        return cluster;
    }

    @Override
    public boolean hasAmAnswered() {
        return true;
    }

    @Override
    public boolean isReady() {
        return isReady;
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
