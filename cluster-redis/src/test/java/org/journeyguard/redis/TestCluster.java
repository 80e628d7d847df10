package org.journeyguard.redis;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.journeyguard.fixtures.Await;

/** A Redis Cluster of three primaries, perhaps with replicas of the first one. */
final class TestCluster implements AutoCloseable {
    private static final int SLOTS = 16_384;
    private static final int PRIMARIES = 3;

    private final List<RedisServer> primaries = new ArrayList<>();
    private final List<RedisServer> replicas = new ArrayList<>();

    private TestCluster() {}

    static TestCluster start(int replicas) {
        TestCluster cluster = new TestCluster();
        IntStream.range(0, PRIMARIES).forEach(i -> cluster.primaries.add(server()));
        IntStream.range(0, replicas).forEach(i -> cluster.replicas.add(server()));
        cluster.form();
        return cluster;
    }

    private static RedisServer server() {
        return RedisServer.start(
                "--cluster-enabled", "yes", "--cluster-node-timeout", "2000", "--repl-diskless-sync-delay", "0");
    }

    private void form() {
        for (int i = 0; i < PRIMARIES; i++) {
            primaries
                    .get(i)
                    .ask(
                            "CLUSTER",
                            "ADDSLOTSRANGE",
                            String.valueOf(SLOTS * i / PRIMARIES),
                            String.valueOf(SLOTS * (i + 1) / PRIMARIES - 1));
        }
        List<RedisServer> all = all();
        all.forEach(server -> all.get(0).ask("CLUSTER", "MEET", "127.0.0.1", String.valueOf(server.port())));
        all.forEach(server -> Await.until(
                "all know all",
                () -> info(server).contains("cluster_state:ok\r\ncluster_slots_assigned:" + SLOTS)
                        && info(server).contains("cluster_known_nodes:" + all.size())));
        for (RedisServer replica : replicas) {
            replica.ask("CLUSTER", "REPLICATE", primaries.get(0).ask("CLUSTER", "MYID"));
            Await.until(
                    "the replica has the entries",
                    () -> replica.ask("INFO", "replication").contains("master_link_status:up"));
            all.forEach(server -> Await.until(
                    "all know the replica", () -> server.ask("CLUSTER", "NODES").contains("slave")));
        }
    }

    private List<RedisServer> all() {
        List<RedisServer> all = new ArrayList<>(primaries);
        all.addAll(replicas);
        return all;
    }

    private static String info(RedisServer server) {
        return server.ask("CLUSTER", "INFO");
    }

    String url() {
        return primaries.stream().map(RedisServer::url).collect(Collectors.joining(","));
    }

    /** Returns how many entries each primary has. */
    List<Integer> sizes() {
        return primaries.stream()
                .map(server -> Integer.valueOf(server.ask("DBSIZE").substring(1)))
                .toList();
    }

    /** Kills the first primary, whose entries its replica has: Redis replicates them after it has answered. */
    void killPrimaryWithReplica() {
        String entries = primaries.get(0).ask("DBSIZE");
        Await.until(
                "the replica has the entries",
                () -> replicas.stream()
                        .allMatch(replica -> replica.ask("DBSIZE").equals(entries)));
        primaries.get(0).kill();
    }

    /** Gives slots of the first primary to the second, those without entries. */
    void moveEmptySlots() {
        String second = primaries.get(1).ask("CLUSTER", "MYID");
        IntStream.range(0, SLOTS / PRIMARIES)
                .mapToObj(String::valueOf)
                .filter(slot ->
                        primaries.get(0).ask("CLUSTER", "COUNTKEYSINSLOT", slot).equals(":0"))
                .limit(2000)
                .forEach(slot -> {
                    primaries.get(1).ask("CLUSTER", "SETSLOT", slot, "NODE", second);
                    primaries.get(0).ask("CLUSTER", "SETSLOT", slot, "NODE", second);
                });
    }

    @Override
    public void close() {
        all().forEach(RedisServer::close);
    }
}
