package org.journeyguard.am;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Locale;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** AM's end of the WebSocket (RFC 6455), as far as AM goes: it lets the agent in whose token it knows, and says what it is told to. */
final class NotifyingAm implements AutoCloseable {
    private final ServerSocket server;
    private final BlockingQueue<Heard> heard = new LinkedBlockingQueue<>();
    private volatile String honoured;
    private volatile Socket latest = new Socket();

    /** A handshake, and the first text after it; empty when it was refused. */
    record Heard(String target, String token, String protocol, String text) {}

    NotifyingAm(String honoured) {
        this.honoured = honoured;
        try {
            server = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread thread = new Thread(this::accept, "notifying-am");
        thread.setDaemon(true);
        thread.start();
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + server.getLocalPort() + "/am");
    }

    void honour(String token) {
        honoured = token;
    }

    Heard next() throws InterruptedException {
        Heard next = heard.poll(30, TimeUnit.SECONDS);
        if (next == null) {
            throw new IllegalStateException("nobody came");
        }
        return next;
    }

    void say(String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        ByteBuffer frame = ByteBuffer.allocate(bytes.length + 10).put((byte) 0x81);
        if (bytes.length < 126) {
            frame.put((byte) bytes.length);
        } else {
            frame.put((byte) 127).putLong(bytes.length);
        }
        frame.put(bytes);
        OutputStream out = latest.getOutputStream();
        out.write(frame.array(), 0, frame.position());
        out.flush();
    }

    void drop() throws IOException {
        latest.close();
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket socket = server.accept();
                latest = socket;
                heard.add(greet(socket));
            } catch (IOException e) {
                // over, or the client is
            }
        }
    }

    private Heard greet(Socket socket) throws IOException {
        DataInputStream in = new DataInputStream(socket.getInputStream());
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            head.append((char) in.readUnsignedByte());
        }
        String target = head.substring(0, head.indexOf("\r\n"));
        String token = header(head, FakeAm.COOKIE);
        String protocol = header(head, "Sec-WebSocket-Protocol");
        OutputStream out = socket.getOutputStream();
        if (!token.equals(honoured)) {
            out.write(ascii("HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"));
            socket.close();
            return new Heard(target, token, protocol, "");
        }
        out.write(ascii("HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                + "Sec-WebSocket-Protocol: " + protocol + "\r\nSec-WebSocket-Accept: "
                + accepted(header(head, "Sec-WebSocket-Key")) + "\r\n\r\n"));
        in.readUnsignedByte();
        byte[] text = new byte[in.readUnsignedByte() & 0x7f];
        byte[] mask = new byte[4];
        in.readFully(mask);
        in.readFully(text);
        for (int i = 0; i < text.length; i++) {
            text[i] ^= mask[i % 4];
        }
        return new Heard(target, token, protocol, new String(text, StandardCharsets.UTF_8));
    }

    private static String header(StringBuilder head, String name) {
        for (String line : head.toString().split("\r\n", -1)) {
            if (line.toLowerCase(Locale.ROOT).startsWith(name.toLowerCase(Locale.ROOT) + ":")) {
                return line.substring(name.length() + 1).strip();
            }
        }
        return "";
    }

    private static String accepted(String key) {
        try {
            byte[] digest =
                    MessageDigest.getInstance("SHA-1").digest(ascii(key + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11"));
            return Base64.getEncoder().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    @Override
    public void close() {
        try {
            server.close();
            latest.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
