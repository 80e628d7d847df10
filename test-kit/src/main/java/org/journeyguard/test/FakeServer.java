package org.journeyguard.test;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/** Listens on a free port of loopback and keeps connections open, if the responses allow it. */
final class FakeServer implements AutoCloseable {

    /** Answers calls. */
    @FunctionalInterface
    interface Answering {
        /** The answer; null to drop the connection. */
        @Nullable
        FakeReply to(FakeCall call);
    }

    /** Serves a connection that has changed to another protocol. */
    @FunctionalInterface
    interface Switching {
        /** Ends with the connection. */
        void serve(InputStream in, OutputStream out) throws IOException;
    }

    private final Answering answering;
    private final Switching switching;
    private volatile ServerSocket listener;
    private final ExecutorService threads = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task, "fake-am");
        thread.setDaemon(true);
        return thread;
    });
    private final Set<Socket> connections = ConcurrentHashMap.newKeySet();

    FakeServer(Answering answering, Switching switching) {
        this.answering = answering;
        this.switching = switching;
        listener = listen(0);
    }

    private ServerSocket listen(int port) {
        try {
            ServerSocket socket = new ServerSocket(port, 1_024, InetAddress.getLoopbackAddress());
            threads.execute(() -> accept(socket));
            return socket;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    int port() {
        return listener.getLocalPort();
    }

    /** How many clients are connected. */
    int connections() {
        return connections.size();
    }

    private void accept(ServerSocket clients) {
        try {
            while (!clients.isClosed()) {
                Socket socket = clients.accept();
                socket.setTcpNoDelay(true);
                connections.add(socket);
                if (clients.isClosed()) {
                    // stop() may not have seen it
                    socket.close();
                }
                threads.execute(() -> serve(socket));
            }
        } catch (IOException e) {
            // closed
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            // head and body are two writes, and the second would wait for an acknowledgement of the first
            socket.setTcpNoDelay(true);
            InputStream in = new BufferedInputStream(socket.getInputStream());
            OutputStream out = socket.getOutputStream();
            FakeCall call = FakeCall.read(in);
            while (call != null) {
                FakeReply reply = answering.to(call);
                if (reply == null) {
                    return;
                }
                reply.writeTo(out);
                if (reply.status() == FakeReply.SWITCHING) {
                    switching.serve(in, out);
                    return;
                }
                call = FakeCall.read(in);
            }
        } catch (IOException e) {
            // the client has gone away
        } finally {
            connections.remove(socket);
        }
    }

    /** Connections end, and new ones are refused. */
    void stop() {
        try {
            listener.close();
            for (Socket socket : connections) {
                socket.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Listens again at the same port. */
    void start() {
        listener = listen(port());
    }

    /** Stops listening. */
    @Override
    public void close() {
        stop();
        threads.shutdownNow();
    }
}
