package org.journeyguard.redis;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;

/** Gives answers that no supported server gives. */
final class FakeServer implements AutoCloseable {
    private final ServerSocket server;
    private final UnaryOperator<String> answers;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final AtomicInteger connections = new AtomicInteger();

    /**
     * @param answers to what a client sends at once; empty for none
     */
    FakeServer(UnaryOperator<String> answers) {
        this.answers = answers;
        try {
            server = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        threads.execute(this::accept);
    }

    int port() {
        return server.getLocalPort();
    }

    /** Returns how many connections there have been. */
    int connections() {
        return connections.get();
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket socket = server.accept();
                connections.incrementAndGet();
                threads.execute(() -> answer(socket));
            } catch (IOException e) {
                // the test is over
            }
        }
    }

    private void answer(Socket accepted) {
        try (Socket socket = accepted) {
            byte[] request = new byte[1000];
            for (int length = socket.getInputStream().read(request);
                    length > 0;
                    length = socket.getInputStream().read(request)) {
                String answer = answers.apply(new String(request, 0, length, US_ASCII));
                socket.getOutputStream().write(answer.getBytes(US_ASCII));
            }
        } catch (IOException e) {
            // the client has closed it
        }
    }

    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        threads.shutdownNow();
    }
}
