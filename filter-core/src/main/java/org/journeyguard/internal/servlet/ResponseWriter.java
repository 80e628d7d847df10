package org.journeyguard.internal.servlet;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.journeyguard.internal.response.FilterResponse;

/** Writes a response without the application's error pages. */
public final class ResponseWriter {
    private ResponseWriter() {}

    public static void write(FilterResponse answer, HttpServletResponse response) throws IOException {
        response.resetBuffer();
        response.setStatus(answer.status());
        answer.headers().forEach(response::setHeader);
        if (!answer.body().isEmpty()) {
            byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
            response.setContentType(answer.contentType());
            response.setContentLength(body.length);
            write(answer.body(), body, response);
        }
        response.flushBuffer();
    }

    private static void write(String text, byte[] bytes, HttpServletResponse response) throws IOException {
        try {
            response.getOutputStream().write(bytes);
        } catch (IllegalStateException e) {
            // the application has begun to write text, in its own encoding
            response.setContentLengthLong(text.getBytes(Charset.forName(response.getCharacterEncoding())).length);
            response.getWriter().write(text);
        }
    }
}
