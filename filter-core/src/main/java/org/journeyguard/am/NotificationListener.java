package org.journeyguard.am;

import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** One connection's messages, put together and bounded. */
final class NotificationListener implements WebSocket.Listener {
    /** AM's take a few hundred. */
    static final int MAX_CHARS = 64 * 1_024;

    private final Consumer<String> messages;
    private final LongSupplier nanoTime;
    private final CountDownLatch end = new CountDownLatch(1);
    private final StringBuilder text = new StringBuilder();
    private boolean isTooLong;
    private volatile boolean hasSpoken;
    private volatile long heardAt;

    NotificationListener(Consumer<String> messages, LongSupplier nanoTime) {
        this.messages = messages;
        this.nanoTime = nanoTime;
        this.heardAt = nanoTime.getAsLong();
    }

    /** Open until the connection has ended, from whichever side. */
    CountDownLatch end() {
        return end;
    }

    /** Whether AM has sent anything at all. */
    boolean hasSpoken() {
        return hasSpoken;
    }

    /** When AM was last heard, if only by a pong. */
    long heardAt() {
        return heardAt;
    }

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
        heard(socket);
        hasSpoken = true;
        if (text.length() + data.length() > MAX_CHARS) {
            isTooLong = true;
            text.setLength(0);
        } else if (!isTooLong) {
            text.append(data);
        }
        if (last) {
            String message = text.toString();
            boolean isWhole = !isTooLong;
            isTooLong = false;
            text.setLength(0);
            if (isWhole) {
                messages.accept(message);
            }
        }
        return null;
    }

    @Override
    public @Nullable CompletionStage<?> onBinary(WebSocket socket, ByteBuffer data, boolean last) {
        heard(socket);
        return null;
    }

    @Override
    public @Nullable CompletionStage<?> onPing(WebSocket socket, ByteBuffer message) {
        heard(socket);
        return null;
    }

    @Override
    public @Nullable CompletionStage<?> onPong(WebSocket socket, ByteBuffer message) {
        heard(socket);
        return null;
    }

    private void heard(WebSocket socket) {
        heardAt = nanoTime.getAsLong();
        socket.request(1);
    }

    @Override
    public @Nullable CompletionStage<?> onClose(WebSocket socket, int status, String reason) {
        end.countDown();
        return null;
    }

    @Override
    public void onError(WebSocket socket, Throwable error) {
        end.countDown();
    }
}
