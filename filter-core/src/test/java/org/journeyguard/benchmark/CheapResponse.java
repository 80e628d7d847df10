package org.journeyguard.benchmark;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.util.HashMap;
import java.util.Map;
import org.journeyguard.fixtures.Stub;
import org.jspecify.annotations.Nullable;

/** A response that costs what a container's does: headers in a map, a body that goes nowhere; used again for the next request. */
final class CheapResponse extends HttpServletResponseWrapper {
    private static final HttpServletResponse CONTAINER = Stub.of(HttpServletResponse.class, Map.of());
    private static final ServletOutputStream NOWHERE = new Nowhere();

    private final Map<String, String> headers = new HashMap<>();
    private int status = SC_OK;

    CheapResponse() {
        super(CONTAINER);
    }

    /** The response to the next request. */
    CheapResponse next() {
        headers.clear();
        status = SC_OK;
        return this;
    }

    @Override
    public int getStatus() {
        return status;
    }

    @Override
    public void setStatus(int code) {
        this.status = code;
    }

    @Override
    public boolean containsHeader(String name) {
        return headers.containsKey(name);
    }

    @Override
    public @Nullable String getHeader(String name) {
        return headers.get(name);
    }

    @Override
    public void setHeader(String name, String value) {
        headers.put(name, value);
    }

    @Override
    public void addHeader(String name, String value) {
        headers.put(name, value);
    }

    @Override
    public void setContentType(String type) {
        setHeader("Content-Type", type);
    }

    @Override
    public void setContentLength(int length) {
        setHeader("Content-Length", "some");
    }

    @Override
    public boolean isCommitted() {
        return false;
    }

    @Override
    public void resetBuffer() {}

    @Override
    public void flushBuffer() {}

    @Override
    public ServletOutputStream getOutputStream() {
        return NOWHERE;
    }

    private static final class Nowhere extends ServletOutputStream {
        @Override
        public void write(int octet) {}

        @Override
        public void write(byte[] octets, int from, int length) {}

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
