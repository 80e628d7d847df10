package org.journeyguard.internal.servlet;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The response as the application sees it. An asynchronous one can be ended at any moment, here or by the container, while a thread of the
 * application is writing to it. That write finishes first, and all later ones fail: otherwise they could damage the response to another
 * request, because the container uses its objects again.
 */
public final class EndableResponse extends HttpServletResponseWrapper {
    /** Protects the container's threads from a write that a slow client blocks. */
    private static final long PATIENCE_IN_SECONDS = 1;

    /** Held while something is written; null as long as only the thread of the request writes. */
    private volatile @Nullable ReentrantLock lock;
    /** Ends the response as soon as nothing is being written; null when there is nothing to do. */
    private volatile @Nullable Runnable ending;

    private volatile boolean isOver;
    private @Nullable Body body;

    public EndableResponse(HttpServletResponse response) {
        super(response);
    }

    /** Allows several threads to write, one at a time. Called before the response becomes asynchronous. */
    public void share() {
        if (lock == null) {
            lock = new ReentrantLock();
        }
    }

    /**
     * Ends the response. Waits for nothing: if another thread is writing, the response ends right after that write.
     *
     * @param last writes the end of the response, and gives it back to the container; runs once
     */
    public void end(Runnable last) {
        ending = last;
        endIfAsked();
    }

    /** Refuses all further writes, because the container takes the response back. Waits a little for a write in progress. */
    public void over() {
        isOver = true;
        ReentrantLock shared = lock;
        if (shared == null) {
            return;
        }
        try {
            if (shared.tryLock(PATIENCE_IN_SECONDS, TimeUnit.SECONDS)) {
                shared.unlock();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void endIfAsked() {
        ReentrantLock shared = lock;
        if (ending == null || (shared != null && !shared.tryLock())) {
            return;
        }
        try {
            Runnable last = ending;
            ending = null;
            if (last != null && !isOver) {
                last.run();
                isOver = true;
            }
        } finally {
            if (shared != null) {
                shared.unlock();
            }
        }
    }

    /** Writes something. */
    @FunctionalInterface
    private interface Write {
        void run() throws IOException;
    }

    /** Writes when it is this thread's turn. */
    private void inTurn(Write write) throws IOException {
        ReentrantLock shared = lock;
        if (shared == null) {
            requireOpen();
            write.run();
            return;
        }
        shared.lock();
        try {
            endIfAsked();
            requireOpen();
            write.run();
        } finally {
            shared.unlock();
            endIfAsked();
        }
    }

    private void requireOpen() throws IOException {
        if (isOver) {
            throw new IOException("The response has ended");
        }
    }

    @Override
    public ServletOutputStream getOutputStream() throws IOException {
        requireOpen();
        ServletOutputStream ofContainer = super.getOutputStream();
        if (body instanceof GuardedStream known && known.out == ofContainer) {
            return known;
        }
        GuardedStream stream = new GuardedStream(ofContainer);
        body = stream;
        return stream;
    }

    @Override
    public PrintWriter getWriter() throws IOException {
        requireOpen();
        PrintWriter ofContainer = super.getWriter();
        if (body instanceof GuardedWriter known && known.out == ofContainer) {
            return known.printer;
        }
        GuardedWriter writer = new GuardedWriter(ofContainer);
        body = writer;
        return writer.printer;
    }

    @Override
    public void flushBuffer() throws IOException {
        inTurn(() -> super.flushBuffer());
    }

    @Override
    public void sendError(int status) throws IOException {
        inTurn(() -> super.sendError(status));
    }

    @Override
    public void sendError(int status, String message) throws IOException {
        inTurn(() -> super.sendError(status, message));
    }

    @Override
    public void sendRedirect(String location) throws IOException {
        inTurn(() -> super.sendRedirect(location));
    }

    /** The body of the response. */
    private sealed interface Body {}

    /** The body in octets. */
    private final class GuardedStream extends ServletOutputStream implements Body {
        private final ServletOutputStream out;

        GuardedStream(ServletOutputStream out) {
            this.out = out;
        }

        @Override
        public void write(int octet) throws IOException {
            inTurn(() -> out.write(octet));
        }

        @Override
        public void write(byte[] octets, int from, int length) throws IOException {
            inTurn(() -> out.write(octets, from, length));
        }

        @Override
        public void flush() throws IOException {
            inTurn(() -> out.flush());
        }

        @Override
        public void close() throws IOException {
            inTurn(() -> out.close());
        }

        @Override
        public boolean isReady() {
            return out.isReady();
        }

        @Override
        public void setWriteListener(WriteListener listener) {
            out.setWriteListener(listener);
        }
    }

    /** The body in characters. */
    private final class GuardedWriter extends Writer implements Body {
        private final PrintWriter out;
        private final PrintWriter printer = new PrintWriter(this);

        GuardedWriter(PrintWriter out) {
            this.out = out;
        }

        @Override
        public void write(int character) throws IOException {
            inTurn(() -> out.write(character));
        }

        @Override
        public void write(char[] text, int from, int length) throws IOException {
            inTurn(() -> out.write(text, from, length));
        }

        @Override
        public void write(String text, int from, int length) throws IOException {
            inTurn(() -> out.write(text, from, length));
        }

        /** Fails if anything could not be written, because a container's writer only notes that. */
        @Override
        public void flush() throws IOException {
            inTurn(() -> {
                if (out.checkError()) {
                    throw new IOException("The client can't be reached");
                }
            });
        }

        @Override
        public void close() throws IOException {
            inTurn(() -> out.close());
        }
    }
}
