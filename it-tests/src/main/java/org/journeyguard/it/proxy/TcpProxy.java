package org.journeyguard.it.proxy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Passes TCP connections of loopback on to a server there. When it is cut, they end, and new ones end at once. */
public final class TcpProxy implements AutoCloseable {
    private final int target;
    private final ServerSocket server;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final ExecutorService threads = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task, "tcp-proxy");
        thread.setDaemon(true);
        return thread;
    });
    private volatile boolean isCut;

    /**
     * Listens at once, on a free port.
     *
     * @param target port of the server
     */
    public TcpProxy(int target) {
        this.target = target;
        try {
            server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        threads.execute(this::accept);
    }

    /** Returns the port at which it listens. */
    public int port() {
        return server.getLocalPort();
    }

    /** Ends all connections, until {@link #mend()}. */
    public void cut() {
        isCut = true;
        open.forEach(this::end);
    }

    /** Passes connections on again. */
    public void mend() {
        isCut = false;
    }

    @Override
    public void close() {
        cut();
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        threads.shutdownNow();
    }

    private void accept() {
        try {
            while (true) {
                Socket client = server.accept();
                threads.execute(() -> connect(client));
            }
        } catch (IOException e) {
            // closed
        }
    }

    private void connect(Socket client) {
        open.add(client);
        try {
            Socket connection = new Socket(InetAddress.getLoopbackAddress(), target);
            open.add(connection);
            client.setTcpNoDelay(true);
            connection.setTcpNoDelay(true);
            threads.execute(() -> pass(connection, client));
            if (isCut) {
                end(connection);
            }
            pass(client, connection);
        } catch (IOException e) {
            end(client);
        }
    }

    /** Ends both when one has ended. */
    private void pass(Socket from, Socket to) {
        try {
            from.getInputStream().transferTo(to.getOutputStream());
        } catch (IOException e) {
            // as if the network were cut
        } finally {
            end(from);
            end(to);
        }
    }

    private void end(Socket socket) {
        open.remove(socket);
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
