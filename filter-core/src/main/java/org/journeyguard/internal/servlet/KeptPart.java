package org.journeyguard.internal.servlet;

import jakarta.servlet.http.Part;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A part of a form that is in memory. */
final class KeptPart implements Part {
    private final String name;
    private final @Nullable String fileName;
    private final Map<String, String> headers;
    private final byte[] content;
    private final Path folder;

    /**
     * @param headers by name in lower case
     * @param folder where relative file names lead to
     */
    KeptPart(String name, @Nullable String fileName, Map<String, String> headers, byte[] content, Path folder) {
        this.name = name;
        this.fileName = fileName;
        this.headers = headers;
        this.content = content;
        this.folder = folder;
    }

    String text(Charset charset) {
        return new String(content, charset);
    }

    @Override
    public InputStream getInputStream() {
        return new ByteArrayInputStream(content);
    }

    @Override
    public @Nullable String getContentType() {
        return getHeader("content-type");
    }

    @Override
    public String getName() {
        return name;
    }

    @Override
    public @Nullable String getSubmittedFileName() {
        return fileName;
    }

    @Override
    public long getSize() {
        return content.length;
    }

    @Override
    public void write(String file) throws IOException {
        Files.write(folder.resolve(file), content);
    }

    @Override
    public void delete() {
        // there is no file
    }

    @Override
    public @Nullable String getHeader(String header) {
        return headers.get(header.toLowerCase(Locale.ROOT));
    }

    @Override
    public Collection<String> getHeaders(String header) {
        String value = getHeader(header);
        return value == null ? List.of() : List.of(value);
    }

    @Override
    public Collection<String> getHeaderNames() {
        return headers.keySet();
    }
}
