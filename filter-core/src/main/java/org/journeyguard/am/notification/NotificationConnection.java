package org.journeyguard.am.notification;

import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** One connection to AM's notification socket: puts messages together, and asks for the next one when the last is dealt with. */
final class NotificationConnection implements WebSocket.Listener {
    /** AM's are a few hundred characters long. */
    static final int LONGEST = 64 * 1_024;

    /** So many messages may wait to be dealt with. */
    private static final int AHEAD = 64;

    private final Hearer hearer;
    private final StringBuilder text = new StringBuilder();
    private boolean isTooLong;
    private volatile boolean isHeard = true;
    private volatile @Nullable WebSocket socket;

    /** Whoever listens. */
    interface Hearer {
        /**
         * @param dealtWith to be run once that is so
         */
        void told(NotificationConnection by, String message, Runnable dealtWith);

        /** Maybe more than once. */
        void over(NotificationConnection line, String why);
    }

    NotificationConnection(Hearer hearer) {
        this.hearer = hearer;
    }

    @Override
    public void onOpen(WebSocket opened) {
        socket = opened;
        var unused = opened.sendText(SessionEvents.SUBSCRIPTION, true);
        opened.request(AHEAD);
    }

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence data, boolean isLast) {
        isHeard = true;
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
        hearer.told(this, message, () -> from.request(1));
        return null;
    }

    private void begin() {
        text.setLength(0);
        isTooLong = false;
    }

    @Override
    public @Nullable CompletionStage<?> onBinary(WebSocket from, ByteBuffer data, boolean isLast) {
        return heard(from);
    }

    /** The answer goes out by itself. */
    @Override
    public @Nullable CompletionStage<?> onPing(WebSocket from, ByteBuffer message) {
        return heard(from);
    }

    @Override
    public @Nullable CompletionStage<?> onPong(WebSocket from, ByteBuffer message) {
        return heard(from);
    }

    private @Nullable CompletionStage<?> heard(WebSocket from) {
        isHeard = true;
        from.request(1);
        return null;
    }

    @Override
    public @Nullable CompletionStage<?> onClose(WebSocket from, int status, String reason) {
        hearer.over(this, "AM has closed it with " + status);
        return null;
    }

    @Override
    public void onError(WebSocket from, Throwable error) {
        hearer.over(this, "connection dropped");
    }

    /**
     * Whether AM was heard since the last time; asks it to be heard again.
     *
     * @return false when it is taken for dead
     */
    boolean isAlive() {
        WebSocket open = socket;
        if (!isHeard || open == null) {
            return false;
        }
        isHeard = false;
        var unused = open.sendPing(ByteBuffer.allocate(0)).whenComplete((sent, failure) -> {
            if (failure != null) {
                hearer.over(this, "connection dropped");
            }
        });
        return true;
    }

    /** Nothing comes any more. */
    void abort() {
        WebSocket open = socket;
        if (open != null) {
            open.abort();
        }
    }
}
