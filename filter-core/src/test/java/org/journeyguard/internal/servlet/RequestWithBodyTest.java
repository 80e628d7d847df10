package org.journeyguard.internal.servlet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.Part;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.journeyguard.fixtures.Stub;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A kept POST as the application reads it. */
class RequestWithBodyTest {
    private static final String FORM = "application/x-www-form-urlencoded";
    private static final String MULTIPART = "multipart/form-data; boundary=----b1";
    private static final long SEED = 11;

    @TempDir
    private Path folder;

    /** The request that repeats it: its own body is a token, its URL has parameters. */
    private final class Repetition extends HttpServletRequestWrapper {
        private final Map<String, String[]> ofUrl;

        Repetition(Map<String, String[]> ofUrl) {
            super(Stub.of(HttpServletRequest.class, Map.of()));
            this.ofUrl = ofUrl;
        }

        @Override
        public @Nullable String getCharacterEncoding() {
            return null;
        }

        @Override
        public Map<String, String[]> getParameterMap() {
            return ofUrl;
        }

        @Override
        public @Nullable String getHeader(String name) {
            return switch (name) {
                case "Content-Type" -> "text/plain";
                case "Content-Length" -> "86";
                case "Accept" -> "text/html";
                default -> null;
            };
        }

        @Override
        public Enumeration<String> getHeaders(String name) {
            String value = getHeader(name);
            return Collections.enumeration(value == null ? List.of() : List.of(value));
        }

        @Override
        public ServletContext getServletContext() {
            return Stub.of(ServletContext.class, Map.of("getAttribute", folder.toFile()));
        }
    }

    private RequestWithBody request(String type, String body) {
        return new RequestWithBody(
                new Repetition(Map.of("id", new String[] {"7"})), type, body.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void headersAreThoseOfTheBody() {
        RequestWithBody request = request(FORM, "a=1");
        assertThat(request.getContentType()).isEqualTo(FORM);
        assertThat(request.getContentLength()).isEqualTo(3);
        assertThat(request.getContentLengthLong()).isEqualTo(3);
        assertThat(request.getHeader("content-TYPE")).isEqualTo(FORM);
        assertThat(Collections.list(request.getHeaders("Content-Type"))).containsExactly(FORM);
        assertThat(request.getIntHeader("Content-Length")).isEqualTo(3);
        assertThat(request.getHeader("Accept")).isEqualTo("text/html");
    }

    @Test
    void streamOrReaderReadTheBody() throws IOException {
        assertThat(request(FORM, "a=ä").getInputStream().readAllBytes())
                .isEqualTo("a=ä".getBytes(StandardCharsets.UTF_8));
        assertThat(request("application/json", "{\"a\":\"ä\"}").getReader().readLine())
                .isEqualTo("{\"a\":\"ä\"}");
        RequestWithBody opened = request(FORM, "a=1");
        assertThat(opened.getInputStream()).isSameAs(opened.getInputStream());
        assertThatThrownBy(opened::getReader).isInstanceOf(IllegalStateException.class);
    }

    @ParameterizedTest
    @CsvSource({
        "a=1&b=2, a, 1",
        "a=1&a=2, a, '1,2'",
        "a, a, ''",
        "a=, a, ''",
        "a=b=c, a, b=c",
        "a=x+y%20z, a, x y z",
        "a=%C3%A4, a, ä",
        "a=ä, a, ä",
        "%C3%A4=1, ä, 1",
        "id=8, id, '7,8'",
        "b=1, id, 7",
        "a=%zz&b=2, b, 2",
        "&&=&b=2, b, 2"
    })
    void parametersAreThoseOfUrlAndForm(String body, String name, String values) {
        RequestWithBody request = request(FORM, body);
        assertThat(request.getParameterValues(name)).containsExactly(values.split(",", -1));
        assertThat(request.getParameter(name)).isEqualTo(values.split(",", -1)[0]);
        assertThat(Collections.list(request.getParameterNames())).contains(name, "id");
    }

    @Test
    void absentParameterIsNull() {
        RequestWithBody request = request(FORM, "a=1");
        assertThat(request.getParameter("b")).isNull();
        assertThat(request.getParameterValues("b")).isNull();
    }

    @Test
    void charsetOfTheApplicationOrTheTypeDecodesParameters() throws IOException {
        RequestWithBody byApplication = request(FORM, "a=%E4");
        byApplication.setCharacterEncoding("ISO-8859-1");
        assertThat(byApplication.getParameter("a")).isEqualTo("ä");
        assertThat(request(FORM + "; charset=iso-8859-1", "a=%E4").getParameter("a"))
                .isEqualTo("ä");
        assertThat(request(FORM + "; charset=made-up", "a=%C3%A4").getParameter("a"))
                .isEqualTo("ä");
    }

    @Test
    void jsonHasNoParametersAndNoParts() {
        RequestWithBody request = request("application/json", "a=1");
        assertThat(request.getParameter("a")).isNull();
        assertThat(request.getParameter("id")).isEqualTo("7");
        assertThatThrownBy(request::getParts).isInstanceOf(ServletException.class);
    }

    @Test
    void partsAreReadAsTheBrowserSentThem() throws IOException, ServletException {
        Random random = new Random(SEED);
        byte[] file = new byte[5_000];
        random.nextBytes(file);
        String head = String.join(
                "\r\n",
                "------b1",
                "Content-Disposition: form-data; name=\"note\"",
                "",
                "Ä b",
                "------b1",
                "Content-Disposition: form-data; name=\"empty\"",
                "",
                "",
                "------b1",
                "content-disposition: form-data; name=\"file\"; filename=\"Größe %22.png\"",
                "Content-Type: image/png",
                "",
                "");
        byte[] body = joined(head, file, "\r\n------b1--\r\n");
        RequestWithBody request = new RequestWithBody(new Repetition(Map.of()), MULTIPART, body);
        assertThat(request.getParts()).extracting(Part::getName).containsExactly("note", "empty", "file");
        assertThat(request.getParameter("note")).isEqualTo("Ä b");
        assertThat(request.getParameter("empty")).isEmpty();
        assertThat(request.getParameter("file")).isNull();
        Part part = Objects.requireNonNull(request.getPart("file"));
        assertThat(part.getSubmittedFileName()).isEqualTo("Größe %22.png");
        assertThat(part.getContentType()).isEqualTo("image/png");
        assertThat(part.getSize()).isEqualTo(file.length);
        assertThat(part.getInputStream().readAllBytes()).as("seed %d", SEED).isEqualTo(file);
        part.write("stored.png");
        assertThat(Files.readAllBytes(folder.resolve("stored.png"))).isEqualTo(file);
        assertThat(request.getPart("other")).isNull();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2_000, 60_000})
    void namesOfEachLengthAreRead(int length) throws ServletException {
        String name = "n".repeat(length);
        String file = "a\\\"b; filename=c".repeat(length / 10 + 1);
        String body = "------b1\r\nContent-Disposition: form-data; name=\"" + name + "\"; filename=\"" + file
                + "\"\r\n\r\nx\r\n------b1--\r\n";
        Part part = Objects.requireNonNull(request(MULTIPART, body).getPart(name));
        assertThat(part.getSubmittedFileName()).isEqualTo(file.replace("\\", ""));
    }

    @Test
    void parameterWithinAQuotedNameIsIgnored() throws ServletException {
        String body = "------b1\r\nContent-Disposition: form-data; name=\"a; filename=b\"\r\n\r\nx\r\n------b1--\r\n";
        Part part = Objects.requireNonNull(request(MULTIPART, body).getPart("a; filename=b"));
        assertThat(part.getSubmittedFileName()).isNull();
    }

    private static byte[] joined(String head, byte[] content, String tail) {
        byte[] first = head.getBytes(StandardCharsets.UTF_8);
        byte[] last = tail.getBytes(StandardCharsets.UTF_8);
        byte[] all = new byte[first.length + content.length + last.length];
        System.arraycopy(first, 0, all, 0, first.length);
        System.arraycopy(content, 0, all, first.length, content.length);
        System.arraycopy(last, 0, all, first.length + content.length, last.length);
        return all;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "------b1",
                "------b1\r\n",
                "------b1\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\nx",
                "------b1\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\n------b1--",
                "------b1\r\n\r\nx\r\n------b1--",
                "------b1\r\nContent-Disposition: form-data\r\n\r\nx\r\n------b1--"
            })
    void malformedFormHasNoParts(String body) {
        RequestWithBody request = request(MULTIPART, body);
        assertThatThrownBy(request::getParts).isInstanceOf(ServletException.class);
        assertThat(request.getParameterMap()).containsOnlyKeys("id");
    }

    @Test
    void truncatedFormIsRefused() throws ServletException {
        String whole = "------b1\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\nx\r\n------b1--";
        for (int i = 0; i < whole.length(); i++) {
            RequestWithBody request = request(MULTIPART, whole.substring(0, i));
            assertThatThrownBy(request::getParts).as("%d", i).isInstanceOf(ServletException.class);
        }
        assertThat(request(MULTIPART, whole).getParts()).hasSize(1);
    }
}
