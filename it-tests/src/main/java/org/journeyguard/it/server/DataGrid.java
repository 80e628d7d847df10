package org.journeyguard.it.server;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Payara's data grid of one application, on loopback only.
 *
 * @param name sets it apart from other grids of this machine
 * @param ports at which its nodes listen for each other
 */
public record DataGrid(String name, List<Integer> ports) {
    /** For a node that is alone. */
    public static final List<String> OFF = List.of("--nohazelcast");

    /** A grid on free ports. */
    public static DataGrid of(String name, int nodes) {
        return new DataGrid(
                name, Stream.generate(Machine::freePort).limit(nodes).toList());
    }

    /**
     * The options of Payara Micro for a node.
     *
     * @param node from zero
     */
    public List<String> options(int node) {
        return List.of(
                "--clustername",
                name,
                "--interfaces",
                "127.0.0.1",
                "--startport",
                String.valueOf(ports.get(node)),
                "--clustermode",
                ports.stream().map(port -> "127.0.0.1:" + port).collect(Collectors.joining(",", "tcpip:", "")));
    }
}
