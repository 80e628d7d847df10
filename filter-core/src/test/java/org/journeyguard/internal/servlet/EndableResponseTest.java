package org.journeyguard.internal.servlet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.journeyguard.fixtures.Await;
import org.journeyguard.fixtures.ParallelCalls;
import org.journeyguard.fixtures.Stub;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Nothing is written to a response that has ended, whoever ends it at whatever moment. */
class EndableResponseTest {
    private static final byte[] EVENT = "data: alice\n\n".getBytes(StandardCharsets.US_ASCII);

    private final ContainerResponse container = new ContainerResponse();
    private final EndableResponse response = new EndableResponse(container);
    private final AtomicInteger ends = new AtomicInteger();

    @BeforeEach
    void share() {
        response.share();
    }

    private void endHere() {
        response.end(() -> {
            ends.incrementAndGet();
            container.takeBack();
        });
    }

    private void endByContainer() {
        response.over();
        container.takeBack();
    }

    /** The ways to write. */
    enum Way {
        OCTET,
        OCTETS,
        FLUSH_OF_OCTETS,
        CHARACTER,
        CHARACTERS,
        FLUSH_OF_RESPONSE,
        CLOSE,
        ERROR,
        ERROR_WITH_TEXT,
        REDIRECT;

        void write(HttpServletResponse to) throws IOException {
            switch (this) {
                case OCTET -> to.getOutputStream().write('d');
                case OCTETS -> to.getOutputStream().write(EVENT);
                case FLUSH_OF_OCTETS -> to.getOutputStream().flush();
                case CHARACTER -> {
                    to.getWriter().print('d');
                    requireNoError(to.getWriter());
                }
                case CHARACTERS -> {
                    to.getWriter().print("data: ä\n\n");
                    requireNoError(to.getWriter());
                }
                case FLUSH_OF_RESPONSE -> to.flushBuffer();
                case CLOSE -> to.getOutputStream().close();
                case ERROR -> to.sendError(500);
                case ERROR_WITH_TEXT -> to.sendError(500, "text");
                case REDIRECT -> to.sendRedirect("/elsewhere");
            }
        }

        private static void requireNoError(PrintWriter writer) throws IOException {
            if (writer.checkError()) {
                throw new IOException("noted by the writer");
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void responseIsWrittenUntilItEnds(Way way) throws IOException {
        way.write(response);
        assertThat(container.writes).hasPositiveValue();
        endHere();
        assertThatThrownBy(() -> way.write(response)).isInstanceOf(IOException.class);
        assertThat(container.damage).hasValue(0);
    }

    @ParameterizedTest
    @EnumSource
    void streamThatWasTakenBeforeTheEndWritesNothingAfterIt(Way way) throws IOException {
        ServletOutputStream stream = response.getOutputStream();
        PrintWriter writer = response.getWriter();
        endByContainer();
        assertThatThrownBy(() -> way.write(new HttpServletResponseWrapper(response) {
                    @Override
                    public ServletOutputStream getOutputStream() {
                        return stream;
                    }

                    @Override
                    public PrintWriter getWriter() {
                        return writer;
                    }
                }))
                .isInstanceOf(IOException.class);
        assertThat(container.damage).hasValue(0);
    }

    @Test
    void endDuringABlockedWriteWaitsForNothingAndComesBeforeLaterWrites() {
        container.blocks = new CountDownLatch(1);
        try (ParallelCalls<Boolean> first = ParallelCalls.start(1, number -> isWritten(Way.OCTETS))) {
            Await.until("it writes", () -> container.writes.get() > 0);
            endHere();
            assertThat(ends).hasValue(0);
            try (ParallelCalls<Boolean> later = ParallelCalls.start(8, number -> isWritten(Way.OCTETS))) {
                container.blocks.countDown();
                assertThat(first.results()).containsExactly(true);
                assertThat(later.results()).containsOnly(false);
            }
        }
        assertThat(List.of(ends.get(), container.writes.get(), container.damage.get()))
                .containsExactly(1, 1, 0);
    }

    @Test
    void endIsWrittenByTheOneWhoEnds() throws IOException {
        response.end(() -> {
            try {
                response.getOutputStream().write(EVENT);
            } catch (IOException e) {
                throw new AssertionError(e);
            }
            response.over();
            ends.incrementAndGet();
        });
        endHere();
        assertThat(List.of(ends.get(), container.writes.get())).containsExactly(1, 1);
    }

    @RepeatedTest(50)
    void noWriteMeetsAResponseThatWasTakenBack() {
        Random random = new Random();
        boolean isByContainer = random.nextBoolean();
        List<Way> ways = List.of(Way.OCTETS, Way.FLUSH_OF_RESPONSE, Way.CHARACTERS);
        try (ParallelCalls<Boolean> writing =
                ParallelCalls.start(ways.size(), number -> writeUntilItFails(ways.get(number)))) {
            LockSupport.parkNanos(random.nextInt(1_000_000));
            if (isByContainer) {
                endByContainer();
            } else {
                endHere();
            }
            assertThat(writing.results()).containsOnly(false);
        }
        assertThat(container.damage).hasValue(0);
        assertThat(container.isTakenBack).isTrue();
    }

    private boolean writeUntilItFails(Way way) {
        boolean isWritten = true;
        while (isWritten) {
            isWritten = isWritten(way);
        }
        return false;
    }

    private boolean isWritten(Way way) {
        try {
            way.write(response);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    /** A container's response, of which several threads may not write at the same time, and none after it was taken back. */
    private static final class ContainerResponse extends HttpServletResponseWrapper {
        private final AtomicInteger writes = new AtomicInteger();
        private final AtomicInteger damage = new AtomicInteger();
        private final AtomicInteger writing = new AtomicInteger();
        private volatile CountDownLatch blocks = new CountDownLatch(0);
        private volatile boolean isTakenBack;
        private final ServletOutputStream stream = new ContainerStream();
        private final PrintWriter writer = new PrintWriter(new OutputStreamWriter(stream, StandardCharsets.UTF_8));

        ContainerResponse() {
            super(Stub.of(HttpServletResponse.class, Map.of()));
        }

        void takeBack() {
            if (writing.get() > 0) {
                damage.incrementAndGet();
            }
            isTakenBack = true;
        }

        private void write() {
            writes.incrementAndGet();
            boolean isAlone = writing.incrementAndGet() == 1;
            try {
                blocks.await();
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
            LockSupport.parkNanos(1);
            if (!isAlone || isTakenBack) {
                damage.incrementAndGet();
            }
            writing.decrementAndGet();
        }

        @Override
        public ServletOutputStream getOutputStream() {
            return stream;
        }

        @Override
        public PrintWriter getWriter() {
            return writer;
        }

        @Override
        public void flushBuffer() {
            write();
        }

        @Override
        public void sendError(int code) {
            write();
        }

        @Override
        public void sendError(int code, String text) {
            write();
        }

        @Override
        public void sendRedirect(String location) {
            write();
        }

        private final class ContainerStream extends ServletOutputStream {
            @Override
            public void write(int octet) {
                ContainerResponse.this.write();
            }

            @Override
            public void write(byte[] octets, int from, int length) {
                ContainerResponse.this.write();
            }

            @Override
            public void flush() {
                ContainerResponse.this.write();
            }

            @Override
            public void close() {
                ContainerResponse.this.write();
            }

            @Override
            public boolean isReady() {
                return true;
            }

            @Override
            public void setWriteListener(WriteListener listener) {
                throw new UnsupportedOperationException();
            }
        }
    }
}
