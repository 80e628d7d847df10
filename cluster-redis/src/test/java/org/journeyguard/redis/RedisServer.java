package org.journeyguard.redis;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Stream;
import org.journeyguard.fixtures.Await;

/** A real server on a free port of the loopback interface, with a directory of its own. */
public final class RedisServer implements AutoCloseable {
    private static final String HOST = "127.0.0.1";
    private static final String CONFIGURATION = "redis.conf";
    /** The port that nodes of a cluster use among themselves is higher by this. */
    private static final int BUS = 10_000;

    private static final int LOWEST_PORT = 20_000;

    private final Path directory;
    private final int port;
    private final List<String> command;
    private Process process;

    private RedisServer(List<String> configuration, List<String> options) {
        Path executable = RedisExecutable.find().orElseThrow(() -> new AssertionError(RedisExecutable.MISSING));
        try {
            directory = Files.createTempDirectory("redis");
            Files.write(directory.resolve(CONFIGURATION), configuration);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        port = freePort();
        command = new ArrayList<>(List.of(executable.toString(), CONFIGURATION));
        options.forEach(option -> command.add(option.replace("{port}", String.valueOf(port))));
        process = launch();
    }

    /**
     * Starts a server without persistence.
     *
     * @param options of {@code redis-server}
     */
    public static RedisServer start(String... options) {
        return started(Stream.concat(Stream.of("--port", "{port}"), Stream.of(options)));
    }

    /**
     * Starts a server that speaks TLS only, and asks for no certificates.
     *
     * @param certificate file with its certificate
     * @param key file with its key
     */
    static RedisServer startWithTls(Path certificate, Path key) {
        return started(Stream.of(
                "--port",
                "0",
                "--tls-port",
                "{port}",
                "--tls-auth-clients",
                "no",
                "--tls-cert-file",
                certificate.toString(),
                "--tls-key-file",
                key.toString(),
                "--tls-ca-cert-file",
                certificate.toString()));
    }

    /**
     * Starts a Sentinel.
     *
     * @param lines of its configuration
     */
    static RedisServer startSentinel(String... lines) {
        return new RedisServer(
                List.of(lines), List.of("--sentinel", "--port", "{port}", "--bind", HOST, "--protected-mode", "no"));
    }

    private static RedisServer started(Stream<String> options) {
        Stream<String> usual = Stream.of("--bind", HOST, "--save", "", "--appendonly", "no");
        return new RedisServer(List.of(), Stream.concat(options, usual).toList());
    }

    /** Returns the port. */
    public int port() {
        return port;
    }

    /** Returns the URL of a client without a password. */
    public String url() {
        return "redis://" + HOST + ":" + port;
    }

    /** Ends the process as a crash does. */
    public void kill() {
        process.destroyForcibly().onExit().join();
    }

    /** Starts it again, after it was killed, on the same port. */
    public void restart() {
        process = launch();
    }

    /** Stops the process, which keeps its connections and answers no more. */
    public void freeze() {
        signal("STOP");
    }

    /** Lets the process continue. */
    public void thaw() {
        signal("CONT");
    }

    /** Returns the first line, or the first string, of the answer to a command. */
    public String ask(String... words) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            StringBuilder request = new StringBuilder("*" + words.length + "\r\n");
            for (String word : words) {
                request.append('$')
                        .append(word.length())
                        .append("\r\n")
                        .append(word)
                        .append("\r\n");
            }
            socket.getOutputStream().write(request.toString().getBytes(ISO_8859_1));
            BufferedReader answer = new BufferedReader(new InputStreamReader(socket.getInputStream(), ISO_8859_1));
            String line = answer.readLine();
            if (!line.startsWith("$")) {
                return line;
            }
            char[] text = new char[Integer.parseInt(line.substring(1))];
            for (int read = 0; read < text.length; ) {
                read += answer.read(text, read, text.length - read);
            }
            return new String(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        kill();
        try (Stream<Path> files = Files.walk(directory)) {
            files.sorted(Comparator.reverseOrder())
                    .forEach(file -> file.toFile().delete());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Process launch() {
        try {
            Process launched = new ProcessBuilder(command)
                    .directory(directory.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(directory.resolve("log").toFile())
                    .start();
            Runtime.getRuntime().addShutdownHook(new Thread(launched::destroyForcibly));
            Await.until(this::log, () -> !launched.isAlive() || isListening());
            if (!launched.isAlive()) {
                throw new AssertionError("redis-server has ended: " + log());
            }
            return launched;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private boolean isListening() {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 100);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private String log() {
        try {
            return Files.readString(directory.resolve("log"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void signal(String name) {
        try {
            int status = new ProcessBuilder("kill", "-" + name, String.valueOf(process.pid()))
                    .start()
                    .waitFor();
            if (status != 0) {
                throw new AssertionError("kill ended with " + status);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static int freePort() {
        int port;
        do {
            port = ThreadLocalRandom.current().nextInt(LOWEST_PORT, LOWEST_PORT + BUS);
        } while (!isFree(port) || !isFree(port + BUS));
        return port;
    }

    private static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return socket.isBound();
        } catch (IOException e) {
            return false;
        }
    }
}
