package org.journeyguard.it.server;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/** What servers need of the machine. */
public final class Machine {
    /** Below the range that Linux gives to clients (32768 and up), one of which could take a port just before its server does. */
    private static final int LOWEST_PORT = 10_000;

    private static final int PORTS = 2_000;
    /** Each has a range of ports, all of them below AM's. */
    private static final int PROCESSES = 4;

    private static final AtomicInteger NEXT = new AtomicInteger(new SecureRandom().nextInt(PORTS));

    private Machine() {}

    /**
     * A port that nobody listens at. Other processes of the tests ({@code it.process}, from 1) get other ports, even while the server that
     * listens at one is being started again.
     */
    public static int freePort() {
        return freePorts(1);
    }

    /** The first of several such ports in a row. */
    public static int freePorts(int count) {
        int first = LOWEST_PORT + (Integer.getInteger("it.process", 1) - 1) % PROCESSES * PORTS;
        int position;
        do {
            position = Math.floorMod(NEXT.getAndAdd(count), PORTS);
        } while (position + count > PORTS
                || !IntStream.range(first + position, first + position + count).allMatch(Machine::isFree));
        return first + position;
    }

    private static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return socket.isBound();
        } catch (IOException e) {
            return false;
        }
    }

    /**
     * Fails at once when a port of 127.0.0.1 is taken.
     *
     * @param name what wants the port
     * @param port the port
     * @param property the system property that chooses another one
     */
    public static void requireFreePort(String name, int port, String property) {
        try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            socket.setReuseAddress(true);
        } catch (IOException e) {
            throw new ServerFailed(
                    "Port " + port + ", which " + name + " needs, is in use (" + e.getMessage()
                            + "). Stop what listens there, or choose another port with -D" + property + "=<port>.",
                    e);
        }
    }

    /**
     * Fails at once when the machine has not enough memory; where Linux's {@code /proc/meminfo} is missing, nothing is checked.
     *
     * @param name what wants the memory
     * @param megabytes how much it needs
     */
    public static void requireMemory(String name, long megabytes) {
        Path meminfo = Path.of("/proc/meminfo");
        if (!Files.isReadable(meminfo)) {
            return;
        }
        try {
            for (String line : Files.readAllLines(meminfo, StandardCharsets.US_ASCII)) {
                if (line.startsWith("MemAvailable:")) {
                    long available = Long.parseLong(line.replaceAll("\\D", "")) / 1024;
                    if (available < megabytes) {
                        throw new ServerFailed(name + " needs " + megabytes + " MB of memory and the machine has only "
                                + available + " MB left. Stop other programs or use a larger machine.");
                    }
                }
            }
        } catch (IOException e) {
            throw new ServerFailed("/proc/meminfo can't be read: " + e.getMessage(), e);
        }
    }
}
