package org.journeyguard.test;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;

/** The notification socket of {@link FakeAm} (RFC 6455), as recorded at OpenAM 16. */
public final class FakeNotifications {
    private static final String SUBPROTOCOL = "v1.notifications.forgerock.org";
    private static final String POLICIES = "/agent/policy";
    private static final int TEXT = 1;
    private static final int CLOSE = 8;
    private static final int PING = 9;
    private static final int PONG = 10;

    private final FakeDirectory directory;
    private final Set<OutputStream> listeners = ConcurrentHashMap.newKeySet();
    private final Queue<String> heard = new ConcurrentLinkedQueue<>();
    private volatile String acknowledgement =
            "{\"topic\":\"/agent/session\",\"message\":\"subscription registered\",\"id\":\"1\"}";
    private volatile boolean isMute;

    FakeNotifications(FakeDirectory directory) {
        this.directory = directory;
    }

    FakeReply handshake(FakeCall call) {
        String token = call.header(FakeAm.COOKIE);
        if (!directory.isAgent(token)) {
            return FakeReply.json(401, "");
        }
        if (directory.isAdministrator(token)) {
            return FakeReply.json(403, "");
        }
        return call.header("Sec-WebSocket-Protocol").equals(SUBPROTOCOL)
                ? FakeReply.json(FakeReply.SWITCHING, "")
                        .with("Upgrade", "websocket")
                        .with("Connection", "Upgrade")
                        .with("Sec-WebSocket-Protocol", SUBPROTOCOL)
                        .with("Sec-WebSocket-Accept", accept(call.header("Sec-WebSocket-Key")))
                : FakeReply.json(400, "");
    }

    private static String accept(String key) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-1")
                    .digest((key + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11").getBytes(StandardCharsets.US_ASCII));
            return Base64.getEncoder().encodeToString(digest);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    void serve(InputStream in, OutputStream out) throws IOException {
        DataInputStream frames = new DataInputStream(in);
        try {
            for (int opcode = frames.read() & 15; opcode != CLOSE; opcode = frames.read() & 15) {
                byte[] content = content(frames);
                if (opcode == TEXT) {
                    String message = new String(content, StandardCharsets.UTF_8);
                    heard.add(message);
                    listeners.add(out);
                    send(out, TEXT, acknowledgementOf(message).getBytes(StandardCharsets.UTF_8));
                } else if (opcode == PING) {
                    heard.add("ping");
                    if (!isMute) {
                        send(out, PONG, content);
                    }
                } else if (opcode == PONG) {
                    heard.add("pong");
                }
            }
        } finally {
            listeners.remove(out);
        }
    }

    private String acknowledgementOf(String message) {
        return message.contains(POLICIES)
                ? "{\"topic\":\"" + POLICIES + "\",\"message\":\"subscription registered\",\"id\":\"2\"}"
                : acknowledgement;
    }

    private static byte[] content(DataInputStream frames) throws IOException {
        int length = frames.readUnsignedByte() & 127;
        if (length == 126) {
            length = frames.readUnsignedShort();
        }
        byte[] mask = frames.readNBytes(4);
        byte[] content = frames.readNBytes(length);
        for (int i = 0; i < content.length; i++) {
            content[i] ^= mask[i % 4];
        }
        return content;
    }

    private void send(OutputStream out, int opcode, byte[] content) throws IOException {
        ByteArrayOutputStream frame = new ByteArrayOutputStream();
        frame.write(128 | opcode);
        if (content.length < 126) {
            frame.write(content.length);
        } else if (content.length < 65_536) {
            frame.write(126);
            frame.writeBytes(ByteBuffer.allocate(Short.BYTES)
                    .putShort((short) content.length)
                    .array());
        } else {
            frame.write(127);
            frame.writeBytes(
                    ByteBuffer.allocate(Long.BYTES).putLong(content.length).array());
        }
        frame.writeBytes(content);
        synchronized (out) {
            out.write(frame.toByteArray());
            out.flush();
        }
    }

    private void sendToAll(int opcode, byte[] content) {
        for (OutputStream out : listeners) {
            try {
                send(out, opcode, content);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** How many have subscribed and are connected. */
    public int listeners() {
        return listeners.size();
    }

    /** What it was told; {@code ping} and {@code pong} for those. */
    public Queue<String> heard() {
        return heard;
    }

    /** All who have subscribed are told this. */
    public void tell(String message) {
        sendToAll(TEXT, message.getBytes(StandardCharsets.UTF_8));
    }

    /** As OpenAM tells of a session. */
    public void tell(String token, String event) {
        tell("{\"topic\":\"/agent/session\",\"timestamp\":\"2026-01-01T12:00:00.000Z\",\"body\":{\"tokenId\":\"" + token
                + "\",\"eventType\":\"" + event + "\"}}");
    }

    /** As OpenAM tells of a policy that has changed. */
    public void tellOfPolicy(String policySet) {
        tell("{\"topic\":\"" + POLICIES + "\",\"timestamp\":\"2026-01-01T12:00:00.000Z\",\"body\":{\"realm\":\"/\","
                + "\"policy\":\"orders\",\"policySet\":\"" + policySet + "\",\"eventType\":\"UPDATE\"}}");
    }

    /** All who have subscribed are pinged. */
    public void ping() {
        sendToAll(PING, new byte[0]);
    }

    /** Cuts all connections, without a close frame. */
    public void drop() {
        for (OutputStream out : listeners) {
            try {
                out.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** Closes all connections with a close frame. */
    public void closeNormally() {
        sendToAll(CLOSE, new byte[] {3, (byte) 232});
    }

    /** Stops answering pings. */
    public void stopAnsweringPings() {
        isMute = true;
    }

    /** Sets the response to subscriptions. */
    public void acknowledgeWith(String message) {
        acknowledgement = message;
    }
}
