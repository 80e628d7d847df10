package org.journeyguard.internal.servlet;

import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.Part;
import java.io.BufferedReader;
import java.io.File;
import java.io.InputStreamReader;
import java.io.UnsupportedEncodingException;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Collections;
import java.util.Enumeration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A request with another body than its own: stream, reader, parameters, parts, type and length are those of the given body. Everything
 * else, the parameters of the URL included, is the request's own; its own body must be one in which the container finds no parameters.
 */
public final class RequestWithBody extends HttpServletRequestWrapper {
    private static final String TYPE = "content-type";
    private static final String LENGTH = "content-length";
    private static final Pattern CHARSET = Pattern.compile(";\\s*charset=\"?([^\";\\s]+)", Pattern.CASE_INSENSITIVE);

    private final String contentType;
    private final byte[] body;
    private @Nullable String encoding;
    private @Nullable ServletInputStream stream;
    private @Nullable BufferedReader reader;
    private @Nullable FormFields fields;
    private @Nullable List<Part> parts;

    /**
     * @param body not copied
     */
    public RequestWithBody(HttpServletRequest request, String contentType, byte[] body) {
        super(request);
        this.contentType = contentType;
        this.body = body;
        Matcher charset = CHARSET.matcher(contentType);
        this.encoding = charset.find() ? charset.group(1) : super.getCharacterEncoding();
    }

    private boolean is(String mediaType) {
        return contentType.toLowerCase(Locale.ROOT).startsWith(mediaType);
    }

    /** Browsers name no charset, and write in that of the page. */
    private Charset charset() {
        try {
            return encoding == null ? StandardCharsets.UTF_8 : Charset.forName(encoding);
        } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
            return StandardCharsets.UTF_8;
        }
    }

    @Override
    public @Nullable String getCharacterEncoding() {
        return encoding;
    }

    @Override
    public void setCharacterEncoding(String name) throws UnsupportedEncodingException {
        try {
            Charset unused = Charset.forName(name);
        } catch (IllegalArgumentException e) {
            throw new UnsupportedEncodingException(name);
        }
        if (fields == null && reader == null) {
            encoding = name;
        }
    }

    @Override
    public String getContentType() {
        return contentType;
    }

    @Override
    public int getContentLength() {
        return body.length;
    }

    @Override
    public long getContentLengthLong() {
        return body.length;
    }

    @Override
    public @Nullable String getHeader(String name) {
        return switch (name.toLowerCase(Locale.ROOT)) {
            case TYPE -> contentType;
            case LENGTH -> String.valueOf(body.length);
            default -> super.getHeader(name);
        };
    }

    @Override
    public Enumeration<String> getHeaders(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return lower.equals(TYPE) || lower.equals(LENGTH)
                ? Collections.enumeration(List.of(String.valueOf(getHeader(name))))
                : super.getHeaders(name);
    }

    @Override
    public int getIntHeader(String name) {
        return name.equalsIgnoreCase(LENGTH) ? body.length : super.getIntHeader(name);
    }

    @Override
    public ServletInputStream getInputStream() {
        if (reader != null) {
            throw new IllegalStateException("getReader() has been called");
        }
        ServletInputStream opened = stream == null ? new OctetsInputStream(body) : stream;
        stream = opened;
        return opened;
    }

    @Override
    public BufferedReader getReader() {
        if (stream != null) {
            throw new IllegalStateException("getInputStream() has been called");
        }
        BufferedReader opened = reader == null
                ? new BufferedReader(new InputStreamReader(new OctetsInputStream(body), charset()))
                : reader;
        reader = opened;
        return opened;
    }

    @Override
    public @Nullable String getParameter(String name) {
        String[] values = getParameterValues(name);
        return values == null ? null : values[0];
    }

    @Override
    public String @Nullable [] getParameterValues(String name) {
        return fields().behind(super.getParameterMap().get(name), name);
    }

    @Override
    public Enumeration<String> getParameterNames() {
        Set<String> names = new LinkedHashSet<>(getParameterMap().keySet());
        return Collections.enumeration(names);
    }

    /** Asks for the parameters of the URL each time, because a forward can add some. */
    @Override
    public Map<String, String[]> getParameterMap() {
        return fields().behind(super.getParameterMap());
    }

    private FormFields fields() {
        FormFields known = fields;
        if (known == null) {
            known = is("application/x-www-form-urlencoded") ? FormFields.urlEncoded(body, charset()) : ofParts();
            fields = known;
        }
        return known;
    }

    private FormFields ofParts() {
        FormFields found = new FormFields();
        List<Part> all = is("multipart/form-data") ? parts() : null;
        if (all != null) {
            for (Part part : all) {
                if (part.getSubmittedFileName() == null && part instanceof KeptPart field) {
                    found.add(part.getName(), field.text(charset()));
                }
            }
        }
        return found;
    }

    private @Nullable List<Part> parts() {
        List<Part> known = parts;
        if (known == null) {
            known = MultipartForm.parts(body, contentType, charset(), folder());
            parts = known;
        }
        return known;
    }

    private Path folder() {
        Object folder = getServletContext().getAttribute(ServletContext.TEMPDIR);
        return folder instanceof File file ? file.toPath() : Path.of("");
    }

    @Override
    public Collection<Part> getParts() throws ServletException {
        List<Part> all = is("multipart/form-data") ? parts() : null;
        if (all == null) {
            throw new ServletException("the request has no form of type multipart/form-data");
        }
        return all;
    }

    @Override
    public @Nullable Part getPart(String name) throws ServletException {
        return getParts().stream()
                .filter(part -> part.getName().equals(name))
                .findFirst()
                .orElse(null);
    }
}
