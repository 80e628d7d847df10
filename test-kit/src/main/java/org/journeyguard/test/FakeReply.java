package org.journeyguard.test;

import jakarta.json.JsonObject;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;

/**
 * An answer to a call.
 *
 * @param status of HTTP
 * @param headers beside the length
 * @param body as text
 * @param pace how the body is sent
 */
public record FakeReply(int status, Map<String, String> headers, String body, Pace pace) {

    /** The connection goes on in another protocol. */
    static final int SWITCHING = 101;

    /** How a body is sent. */
    public enum Pace {
        /** In one piece. */
        WHOLE,
        /** A byte now and then, and for ever. */
        TRICKLE,
        /** As fast as the other side reads, and for ever. */
        FLOOD
    }

    /** JSON, as AM sends it. */
    public static FakeReply json(int status, String body) {
        return new FakeReply(status, Map.of("Content-Type", "application/json;charset=UTF-8"), body, Pace.WHOLE);
    }

    static FakeReply json(JsonObject body) {
        return json(200, body.toString());
    }

    /** What went wrong, as AM's REST endpoints tell it. */
    static FakeReply error(int code, String reason, String message) {
        return json(code, "{\"code\":" + code + ",\"reason\":\"" + reason + "\",\"message\":\"" + message + "\"}");
    }

    /** The same with one more header. */
    public FakeReply with(String header, String value) {
        Map<String, String> more = new TreeMap<>(headers);
        more.put(header, value);
        return new FakeReply(status, more, body, pace);
    }

    FakeReply at(Pace other) {
        return new FakeReply(status, headers, body, other);
    }

    void writeTo(OutputStream out) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        StringBuilder head = new StringBuilder("HTTP/1.1 " + status + " Some Reason\r\n");
        headers.forEach((name, value) -> head.append(name + ": " + value + "\r\n"));
        if (status == SWITCHING) {
            out.write((head + "\r\n").getBytes(StandardCharsets.ISO_8859_1));
            out.flush();
            return;
        }
        String length = pace == Pace.WHOLE ? "" + bytes.length : "" + Long.MAX_VALUE;
        head.append("Content-Length: " + length + "\r\n\r\n");
        out.write(head.toString().getBytes(StandardCharsets.ISO_8859_1));
        out.write(bytes);
        out.flush();
        // ends when the other side has gone away
        while (pace != Pace.WHOLE) {
            out.write(pace == Pace.TRICKLE ? new byte[] {' '} : new byte[1 << 16]);
            out.flush();
            if (pace == Pace.TRICKLE) {
                LockSupport.parkNanos(Duration.ofMillis(10).toNanos());
            }
        }
    }
}
