package org.journeyguard.it.demo;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.journeyguard.it.proxy.Balancer;
import org.journeyguard.it.server.DataGrid;
import org.journeyguard.it.server.Machine;
import org.journeyguard.it.server.PayaraMicro;
import org.journeyguard.it.server.ServerFailed;
import org.journeyguard.it.server.ServerProcess;
import org.jspecify.annotations.Nullable;

/** The nodes on which the demo application runs. Several share state in Payara's data grid, and have a load balancer in front of them. */
final class Nodes implements AutoCloseable {
    private static final Path JAR = Path.of(System.getProperty("payara.jar"));
    private static final Path WAR = Path.of(System.getProperty("demo.war"));
    private static final Path HOME = Path.of(System.getProperty("demo.home")).toAbsolutePath();

    private final List<ServerProcess> processes = new ArrayList<>();
    private @Nullable Balancer balancer;

    private Nodes() {}

    /**
     * Starts them, one after the other.
     *
     * @param count how many
     * @param port at which the application is reached
     * @param settings of the application
     */
    static Nodes start(int count, int port, Map<String, String> settings) {
        Nodes nodes = new Nodes();
        try {
            if (count == 1) {
                nodes.processes.add(PayaraMicro.start(JAR, WAR, port, "/", settings, HOME));
            } else {
                nodes.startCluster(count, port, settings);
            }
            return nodes;
        } catch (RuntimeException | Error e) {
            nodes.close();
            throw e;
        }
    }

    private void startCluster(int count, int port, Map<String, String> settings) {
        List<Integer> ports = Stream.generate(Machine::freePort).limit(count).toList();
        DataGrid grid = DataGrid.of("journeyguard-demo", count);
        String secret = secret();
        for (int i = 0; i < count; i++) {
            Map<String, String> own = new TreeMap<>(
                    Map.of("journey.cluster", "jcache", "journey.cluster.secret", secret, "demo.node", name(i)));
            own.putAll(settings);
            processes.add(PayaraMicro.start(
                    JAR, WAR, ports.get(i), "/", grid.options(i), own, HOME.resolve("node-" + name(i))));
        }
        balancer = new Balancer(port, ports);
    }

    private static String secret() {
        byte[] secret = new byte[32];
        new SecureRandom().nextBytes(secret);
        return Base64.getEncoder().encodeToString(secret);
    }

    private static String name(int node) {
        return String.valueOf((char) ('A' + node));
    }

    /** Returns what there is to try with several nodes; empty for one. */
    String whatToTry() {
        if (processes.size() == 1) {
            return "";
        }
        StringBuilder text = new StringBuilder("""

                  Several nodes answer in turn; your account page says which one it was. Stop any of them but one:
                  nothing changes except for that name.
                """);
        for (int i = 0; i < processes.size(); i++) {
            text.append("    kill %d   # node %s%n".formatted(processes.get(i).pid(), name(i)));
        }
        return text.toString();
    }

    /**
     * Waits until the last one ends.
     *
     * @throws ServerFailed if that was not because they were closed
     */
    void awaitEnd() throws InterruptedException {
        boolean byThemselves = true;
        for (ServerProcess process : processes) {
            byThemselves &= process.awaitEnd();
        }
        if (byThemselves) {
            throw new ServerFailed("Payara Micro ended by itself. Its log ends:\n"
                    + processes.get(processes.size() - 1).tail());
        }
    }

    @Override
    public void close() {
        if (balancer != null) {
            balancer.close();
        }
        processes.forEach(ServerProcess::close);
    }
}
