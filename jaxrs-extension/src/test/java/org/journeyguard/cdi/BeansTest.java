package org.journeyguard.cdi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.spi.BeanManager;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jboss.weld.environment.se.Weld;
import org.jboss.weld.environment.se.WeldContainer;
import org.journeyguard.LogoutContext;
import org.journeyguard.security.JakartaSecurity;
import org.journeyguard.security.JourneyMechanism;
import org.junit.jupiter.api.Test;

class BeansTest {
    @ApplicationScoped
    static class Listener {
        private final List<LogoutContext> heard = new ArrayList<>();

        void heard(@Observes LogoutContext logout) {
            heard.add(logout);
        }

        List<LogoutContext> heard() {
            return heard;
        }
    }

    @Test
    void beansObserveLogouts() {
        LogoutContext logout = new LogoutContext("alice", "/alpha", Optional.empty(), Optional.empty(), false);
        try (WeldContainer beans =
                new Weld().disableDiscovery().addBeanClasses(Listener.class).initialize()) {
            new LogoutEvents().signedOut(logout);
            assertThat(beans.select(Listener.class).get().heard()).containsExactly(logout);
        }
    }

    @Test
    void logoutOutsideAContainerIsNotReported() {
        LogoutContext logout = new LogoutContext("alice", "/alpha", Optional.empty(), Optional.empty(), false);
        assertThat(ContainerEvents.find()).isEmpty();
        assertThatCode(() -> new LogoutEvents().signedOut(logout)).doesNotThrowAnyException();
    }

    /** A mechanism changes how containers secure an application merely by existing. */
    @Test
    void authenticationMechanismIsABeanOnlyIfConfigured() {
        assertThat(hasMechanism()).isFalse();
        System.setProperty("journey.jakarta-security", "true");
        try {
            assertThat(hasMechanism()).isTrue();
        } finally {
            System.clearProperty("journey.jakarta-security");
        }
    }

    private static boolean hasMechanism() {
        try (WeldContainer beans = new Weld()
                .disableDiscovery()
                .addBeanClasses(Listener.class)
                .addExtension(new JakartaSecurity())
                .initialize()) {
            BeanManager manager = beans.getBeanManager();
            return !manager.getBeans(JourneyMechanism.class).isEmpty();
        }
    }
}
