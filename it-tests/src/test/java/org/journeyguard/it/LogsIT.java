package org.journeyguard.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.journeyguard.it.am.AmRest;
import org.journeyguard.it.am.Provisioner;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/** Runs last: what all the others have left in the logs of the application's server. */
@Order(Integer.MAX_VALUE)
class LogsIT {
    /** Shorter ones would be found in any text, and guessed. */
    private static final int SHORTEST = 6;

    @Test
    void logsHaveNoCookieTokenCodeOrClientSecret() throws IOException {
        Set<String> secrets = new HashSet<>(AmRest.seenTokens());
        secrets.addAll(Servers.proxy().secrets());
        secrets.addAll(secretsOfClients());
        // tests also ask AM about made-up tokens, down to none at all
        secrets.removeIf(secret -> secret.length() < SHORTEST);
        List<Path> logs = logs();

        assertThat(secrets).as("tokens used by the tests before this one").isNotEmpty();
        assertThat(logs).as("logs").isNotEmpty();
        List<String> found = new ArrayList<>();
        for (Path log : logs) {
            String text = Files.readString(log, StandardCharsets.ISO_8859_1);
            secrets.stream().filter(text::contains).forEach(secret -> found.add(log + ": " + beginning(secret)));
        }
        assertThat(found).isEmpty();
        assertThat(logs)
                .anySatisfy(log -> assertThat(Files.readString(log, StandardCharsets.ISO_8859_1))
                        .contains("sessions/?_action=getSessionInfo: 200"));
    }

    /** As configured, and as the header has it that says who the client is (RFC 7617). */
    private static List<String> secretsOfClients() {
        List<String> secrets = new ArrayList<>(List.of(Provisioner.CLIENT_SECRET));
        for (String client : List.of(Realm.CLIENT, Realm.SHORT_CLIENT, Provisioner.DEMO_CLIENT, "consent-app")) {
            byte[] pair = (client + ":" + Provisioner.CLIENT_SECRET).getBytes(StandardCharsets.UTF_8);
            secrets.add(Base64.getEncoder().encodeToString(pair));
        }
        return secrets;
    }

    /** Enough to find it with, and no more. */
    private static String beginning(String secret) {
        return secret.substring(0, Math.min(12, secret.length() / 2));
    }

    /** Everything that this run has written: server logs, and the output of these very tests as far as it is on disk. */
    private static List<Path> logs() throws IOException {
        List<Path> logs = new ArrayList<>();
        for (Path folder : List.of(
                Path.of(System.getProperty("log.directory")),
                Path.of(System.getProperty("log.directory")).resolveSibling("failsafe-reports"))) {
            try (Stream<Path> files = Files.walk(folder)) {
                // a lock is no log, and goes when its server does
                files.filter(file -> !file.toString().endsWith(".lck"))
                        .filter(Files::isRegularFile)
                        .forEach(logs::add);
            }
        }
        logs.add(Servers.amLog());
        return logs;
    }
}
