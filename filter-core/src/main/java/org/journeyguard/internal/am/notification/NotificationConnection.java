package org.journeyguard.internal.am.notification;

import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** One connection to AM's notification socket: joins the parts of messages, and requests the next one when the last is processed. */
final class NotificationConnection implements WebSocket.Listener {
    /** AM's are a few hundred characters long. */
    static final int LONGEST = 64 * 1_024;

    /** How many messages may wait to be processed. */
    private static final int AHEAD = 64;

    private final MessageListener listener;
    private final StringBuilder text = new StringBuilder();
    private boolean isTooLong;
    private volatile boolean hasReceived = true;
    private volatile @Nullable WebSocket socket;

    /** Receives messages. */
    interface MessageListener {
        /**
         * @param processed to be run when it is processed
         */
        void received(NotificationConnection by, String message, Runnable processed);

        /** The connection has ended; may be called more than once. */
        void closed(NotificationConnection connection, String why);
    }

    NotificationConnection(MessageListener listener) {
        this.listener = listener;
    }

    @Override
    public void onOpen(WebSocket opened) {
        socket = opened;
        var unused = opened.sendText(NotificationReader.SUBSCRIPTION, true);
        opened.request(AHEAD);
    }

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence data, boolean isLast) {
        hasReceived = true;
        if (text.length() + data.length() > LONGEST) {
            isTooLong = true;
        } else if (!isTooLong) {
            text.append(data);
        }
        if (!isLast || isTooLong) {
            if (isLast) {
                begin();
            }
            from.request(1);
            return null;
        }
        String message = text.toString();
        begin();
        listener.received(this, message, () -> from.request(1));
        return null;
    }

    private void begin() {
        text.setLength(0);
        isTooLong = false;
    }

    @Override
    public @Nullable CompletionStage<?> onBinary(WebSocket from, ByteBuffer data, boolean isLast) {
        return received(from);
    }

    /** The HTTP client sends the pong. */
    @Override
    public @Nullable CompletionStage<?> onPing(WebSocket from, ByteBuffer message) {
        return received(from);
    }

    @Override
    public @Nullable CompletionStage<?> onPong(WebSocket from, ByteBuffer message) {
        return received(from);
    }

    private @Nullable CompletionStage<?> received(WebSocket from) {
        hasReceived = true;
        from.request(1);
        return null;
    }

    @Override
    public @Nullable CompletionStage<?> onClose(WebSocket from, int status, String reason) {
        listener.closed(this, "AM has closed it with " + status);
        return null;
    }

    @Override
    public void onError(WebSocket from, Throwable error) {
        listener.closed(this, "connection dropped");
    }

    /**
     * Whether AM has sent anything since the last call; pings it.
     *
     * @return false when the connection counts as dead
     */
    boolean isAlive() {
        WebSocket open = socket;
        if (!hasReceived || open == null) {
            return false;
        }
        hasReceived = false;
        var unused = open.sendPing(ByteBuffer.allocate(0)).whenComplete((sent, failure) -> {
            if (failure != null) {
                listener.closed(this, "connection dropped");
            }
        });
        return true;
    }

    /** Sends a message; the one before must have been answered. */
    void send(String message) {
        WebSocket open = socket;
        if (open != null) {
            var unused = open.sendText(message, true);
        }
    }

    /** Closes the connection at once. */
    void abort() {
        WebSocket open = socket;
        if (open != null) {
            open.abort();
        }
    }
}
