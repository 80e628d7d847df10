package org.journeyguard.it.proxy;

import jakarta.json.Json;
import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.StringReader;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What AM gave to the application: tokens in their order, and all that is secret about them. */
final class IssuedSecrets {
    private static final List<String> TOKENS = List.of("access_token", "refresh_token", "id_token");
    /** In a redirect's query, or in a form. */
    private static final Pattern SECRET = Pattern.compile("(?:^|[?&])(?:code|code_verifier)=([^&]+)");

    private final Queue<JsonObject> issued = new ConcurrentLinkedQueue<>();
    private final Set<String> secrets = ConcurrentHashMap.newKeySet();

    /**
     * A call with its answer.
     *
     * @param request body of the call
     */
    void note(byte[] request, HttpResponse<byte[]> answer) {
        if (request.length > 0 || answer.statusCode() == 302) {
            collect(new String(request, StandardCharsets.UTF_8));
            collect(answer.headers().firstValue("Location").orElse(""));
        }
        String body = new String(answer.body(), StandardCharsets.UTF_8);
        if (body.startsWith("{") && body.contains("\"access_token\"")) {
            try (JsonReader reader = Json.createReader(new StringReader(body))) {
                JsonObject tokens = reader.readObject();
                TOKENS.stream()
                        .filter(tokens::containsKey)
                        .map(tokens::getString)
                        .forEach(secrets::add);
                issued.add(tokens);
            } catch (JsonException e) {
                // nothing that an application could use
            }
        }
    }

    private void collect(String text) {
        Matcher found = SECRET.matcher(text);
        while (found.find()) {
            secrets.add(found.group(1));
        }
    }

    void forgetIssued() {
        issued.clear();
    }

    List<JsonObject> issued() {
        return List.copyOf(issued);
    }

    Set<String> secrets() {
        return Set.copyOf(secrets);
    }
}
