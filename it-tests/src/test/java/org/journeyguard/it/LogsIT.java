package org.journeyguard.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.journeyguard.it.am.Provisioner;
import org.junit.jupiter.api.Test;

/** What all the others have left in the logs of servers. The build runs it after them. */
class LogsIT {
    /** Shorter ones would be found in any text, and guessed. */
    private static final int SHORTEST = 6;

    @Test
    void logsHaveNoCookieTokenCodeOrClientSecret() throws IOException {
        Set<String> secrets = Servers.usedSecrets();
        // tests also ask AM about made-up tokens, down to none at all
        secrets.removeIf(secret -> secret.length() < SHORTEST);
        assertThat(secrets).as("tokens used by the tests before this one").isNotEmpty();
        secrets.addAll(secretsOfClients());
        List<Path> logs = logs();

        Map<String, List<String>> byBeginning =
                secrets.stream().collect(Collectors.groupingBy(secret -> secret.substring(0, SHORTEST)));
        Set<String> found = new TreeSet<>();
        for (Path log : logs) {
            String text = Files.readString(log, StandardCharsets.ISO_8859_1);
            for (int i = 0; i + SHORTEST <= text.length(); i++) {
                int at = i;
                byBeginning.getOrDefault(text.substring(at, at + SHORTEST), List.of()).stream()
                        .filter(secret -> text.startsWith(secret, at))
                        .forEach(secret -> found.add(log + ": " + beginning(secret)));
            }
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

    /** Everything that this run has written: the logs of all servers, and the output of the tests. */
    private static List<Path> logs() throws IOException {
        try (Stream<Path> ours = Files.walk(Servers.build());
                Stream<Path> ofAm = Files.walk(Path.of(System.getProperty("openam.home")), 2)) {
            return Stream.concat(ours, ofAm)
                    .filter(file -> isLog(file.getFileName().toString()))
                    .filter(Files::isRegularFile)
                    .toList();
        }
    }

    private static boolean isLog(String name) {
        // the logs of a second and third process have a number at their end
        return name.matches(".*\\.log(\\.\\d+)?|.*-output\\.txt");
    }
}
