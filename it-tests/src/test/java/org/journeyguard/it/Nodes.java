package org.journeyguard.it;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jboss.shrinkwrap.api.exporter.ZipExporter;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.journeyguard.it.am.Provisioner;
import org.journeyguard.it.container.Container;
import org.journeyguard.it.probe.NodeServlet;
import org.journeyguard.it.proxy.Balancer;

/** An application on several nodes behind a load balancer, for which users sign in by the authorization code flow. */
final class Nodes implements AutoCloseable {
    static final String CLIENT = Provisioner.DEMO_CLIENT;
    /** Of calls to what nodes share state in, on machines that are busy with other things. */
    static final Duration ENGINE_TIMEOUT = Duration.ofSeconds(5);

    private final String name;
    private final Path war;
    private final IntFunction<Map<String, String>> settings;
    private final List<Node> nodes = new ArrayList<>();
    private final Balancer balancer;

    /**
     * Starts the nodes one after the other.
     *
     * @param name of the folders for what they write
     * @param containers one for each node
     * @param completed adds to the application
     * @param engine what a node shares state in, by its number from zero
     */
    Nodes(
            String name,
            List<? extends Container> containers,
            UnaryOperator<WebArchive> completed,
            IntFunction<Map<String, String>> engine) {
        Servers.am();
        this.name = name;
        this.settings = settings(engine);
        this.war = Servers.home(name + ".war");
        WebArchive equipped = containers.get(0).equip(Wars.bare("ROOT", application()));
        completed
                .apply(equipped)
                .addClass(NodeServlet.class)
                .as(ZipExporter.class)
                .exportTo(war.toFile(), true);
        try {
            for (Container container : containers) {
                nodes.add(another(container, settings.apply(nodes.size())));
            }
            balancer = new Balancer(
                    Servers.appPort(), nodes.stream().map(Node::port).toList());
        } catch (RuntimeException | Error e) {
            nodes.forEach(Node::close);
            throw e;
        }
    }

    private static Map<String, String> application() {
        Map<String, String> settings = new HashMap<>(Map.of(
                "journey.paths.public",
                "/open/*",
                "journey.login",
                "oidc",
                "journey.oauth.client-id",
                CLIENT,
                "journey.oauth.client-secret",
                Provisioner.CLIENT_SECRET,
                "journey.logout.backchannel-path",
                BackChannelLogout.PATH,
                "journey.app-session.max-sessions-per-user",
                "1000"));
        settings.putAll(Map.of(
                "journey.tenants",
                "sso, own",
                "journey.tenants.sso.paths",
                "/sso/*",
                "journey.tenants.sso.login",
                "am",
                "journey.tenants.own.paths",
                "/own/*",
                "journey.tenants.own.login",
                "journey"));
        return settings;
    }

    private static IntFunction<Map<String, String>> settings(IntFunction<Map<String, String>> engine) {
        byte[] secret = new byte[32];
        new SecureRandom().nextBytes(secret);
        return node -> {
            Map<String, String> settings = new HashMap<>(Servers.settings());
            settings.put("journey.cluster.secret", Base64.getEncoder().encodeToString(secret));
            // for machines that are busy with other things
            settings.put("journey.am.timeout", "PT20S");
            settings.put("journey.am.connect-timeout", "PT10S");
            settings.put("journey.cluster.timeout", ENGINE_TIMEOUT.toString());
            settings.putAll(engine.apply(node));
            return settings;
        };
    }

    /**
     * Starts a node that the load balancer does not know.
     *
     * @param secret another one than the others have
     */
    Node stranger(Container container, String secret) {
        Map<String, String> own = settings.apply(nodes.size());
        own.put("journey.cluster.secret", secret);
        return another(container, own);
    }

    private Node another(Container container, Map<String, String> own) {
        return new Node(container, war, own, Servers.home(name + "-" + (nodes.size() + 1)));
    }

    Node get(int node) {
        return nodes.get(node);
    }

    void restartEnded() {
        nodes.stream().filter(node -> !node.isAlive()).forEach(Node::restart);
    }

    String logs() {
        return nodes.stream().map(Node::log).collect(Collectors.joining());
    }

    @Override
    public void close() {
        balancer.close();
        nodes.forEach(Node::close);
    }
}
