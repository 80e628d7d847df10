package org.journeyguard.it.smoke;

import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.MultipartConfig;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.Part;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/** Shows a form, and says what it has received: who sent it, its parameters and its files. */
@WebServlet("/form/*")
@MultipartConfig
public class FormServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setContentType("text/html;charset=UTF-8");
        String type = request.getPathInfo().equals("/files") ? " enctype=\"multipart/form-data\"" : "";
        response.getWriter()
                .print("<form method=\"post\" action=\"?id=7\"" + type + "><textarea name=\"note\"></textarea>"
                        + (type.isEmpty() ? "" : "<input type=\"file\" name=\"file\">")
                        + "<button>Save</button></form>");
    }

    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response)
            throws IOException, ServletException {
        response.setContentType("text/plain;charset=UTF-8");
        StringBuilder seen = new StringBuilder("by ").append(request.getRemoteUser());
        seen.append(" id=").append(request.getParameter("id"));
        seen.append(" note=").append(digest(request.getParameter("note").getBytes(StandardCharsets.UTF_8)));
        if (request.getContentType().startsWith("multipart/")) {
            for (Part part : request.getParts()) {
                seen.append(' ').append(part.getName()).append(':').append(part.getSubmittedFileName());
                seen.append('=').append(digest(part.getInputStream().readAllBytes()));
            }
        }
        response.getWriter().print(seen);
    }

    /** The length and the SHA-256 of octets. */
    public static String digest(byte[] octets) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(octets);
            return octets.length + "/" + Base64.getEncoder().encodeToString(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
