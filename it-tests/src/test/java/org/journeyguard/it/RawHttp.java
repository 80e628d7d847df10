package org.journeyguard.it;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/** Sends requests as they are written, one byte for each character: no client normalises, encodes or refuses anything. */
final class RawHttp {
    private static final int LIMIT_MILLIS = 60_000;

    private RawHttp() {}

    /**
     * What came back.
     *
     * @param status HTTP status; 0 when the connection was closed without an answer
     * @param headers as sent
     * @param body as sent, still chunked where it was
     */
    record Reply(int status, List<String> headers, String body) {
        static Reply parse(String text) {
            int end = text.indexOf("\r\n\r\n");
            if (end < 0) {
                return new Reply(0, List.of(), text);
            }
            List<String> lines = Arrays.asList(text.substring(0, end).split("\r\n", -1));
            int status = Integer.parseInt(lines.get(0).split(" ", -1)[1]);
            return new Reply(status, lines.subList(1, lines.size()), text.substring(end + 4));
        }

        /** The first header of a name; empty when there is none. */
        String header(String name) {
            return headers.stream()
                    .filter(header -> header.regionMatches(true, 0, name + ": ", 0, name.length() + 2))
                    .findFirst()
                    .map(header -> header.substring(name.length() + 2))
                    .orElse("");
        }
    }

    /**
     * Sends a request without a body and waits for the answer.
     *
     * @param target what stands between the method and the version
     * @param headers names and values; a {@code Host} among them replaces the usual one
     */
    static Reply send(String method, String target, String... headers) {
        URI app = URI.create(Servers.appUrl());
        StringBuilder request = new StringBuilder(method + " " + target + " HTTP/1.1\r\nConnection: close\r\n");
        if (!Arrays.asList(headers).contains("Host")) {
            request.append("Host: ").append(app.getAuthority()).append("\r\n");
        }
        for (int i = 0; i < headers.length; i += 2) {
            request.append(headers[i]).append(": ").append(headers[i + 1]).append("\r\n");
        }
        request.append("\r\n");
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), app.getPort())) {
            socket.setSoTimeout(LIMIT_MILLIS);
            // after thousands of requests the ports that AM needs must not be waiting for late packets
            socket.setSoLinger(true, 0);
            return Reply.parse(exchanged(socket, request.toString()));
        } catch (IOException e) {
            throw new UncheckedIOException(method + " " + target, e);
        }
    }

    /** What comes back, until the server hangs up; it need not read all of a request to know what to say about it. */
    private static String exchanged(Socket socket, String request) throws IOException {
        ByteArrayOutputStream answer = new ByteArrayOutputStream();
        try {
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            socket.getInputStream().transferTo(answer);
        } catch (SocketException e) {
            // what has come by then is the answer
        }
        return answer.toString(StandardCharsets.ISO_8859_1);
    }
}
