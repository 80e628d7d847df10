package org.journeyguard.internal.servlet;

import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import java.io.ByteArrayInputStream;

/** Reads a body that is in memory. Non-blocking reads are not supported. */
final class OctetsInputStream extends ServletInputStream {
    private final ByteArrayInputStream octets;

    OctetsInputStream(byte[] octets) {
        this.octets = new ByteArrayInputStream(octets);
    }

    @Override
    public int read() {
        return octets.read();
    }

    @Override
    public int read(byte[] to, int offset, int length) {
        return octets.read(to, offset, length);
    }

    @Override
    public int available() {
        return octets.available();
    }

    @Override
    public boolean isFinished() {
        return octets.available() == 0;
    }

    @Override
    public boolean isReady() {
        return true;
    }

    @Override
    public void setReadListener(ReadListener listener) {
        throw new IllegalStateException("a kept POST can't be read with a ReadListener");
    }
}
