package org.journeyguard.internal.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.journeyguard.test.FakeAm;
import org.jspecify.annotations.Nullable;

/** A browser on the application's own sign-in page. */
final class TestSignIn {
    private static final Pattern HIDDEN =
            Pattern.compile("<input type=\"hidden\" name=\"([^\"]+)\" value=\"([^\"]*)\">");
    private static final Pattern ACTION = Pattern.compile("<form method=\"post\" action=\"([^\"]+)\">");

    final Map<String, String> cookies;
    final List<TestResponse> responses = new ArrayList<>();
    String language = "en";

    @Nullable
    TestSession session;

    private final TestPerson person;
    private final String app;

    TestSignIn(TestWeb web, FakeAm am, String app) {
        this.person = new TestPerson(web, am, app, "alice");
        this.cookies = person.cookies;
        this.app = app;
    }

    TestResponse get(String target) {
        return send("GET", target, Map.of("Sec-Fetch-Mode", "navigate"));
    }

    TestResponse send(String method, String target, Map<String, String> headers) {
        person.session = session;
        Map<String, String> all = new HashMap<>(headers);
        all.putIfAbsent("Accept-Language", language);
        return kept(person.send(method, target, all));
    }

    /** Goes where a response redirects to. */
    TestResponse follow(TestResponse response) {
        assertThat(response.header("Location")).as(response.body()).startsWith(app + "/");
        return get(response.header("Location").substring(app.length()));
    }

    /** Opens a protected page, and is shown the first step. */
    TestResponse open(String target) {
        TestResponse page = follow(follow(get(target)));
        assertThat(page.getStatus()).as(page.body()).isEqualTo(200);
        return page;
    }

    TestResponse submit(TestResponse page, Map<String, String> fields) {
        return submit(page, fields, Map.of());
    }

    /** Sends the form of a page. */
    TestResponse submit(TestResponse page, Map<String, String> fields, Map<String, String> headers) {
        Map<String, String> all = new LinkedHashMap<>(hidden(page));
        all.putAll(fields);
        return post(action(page, app), all, headers);
    }

    TestResponse post(String target, Map<String, String> form, Map<String, String> headers) {
        String body = form.entrySet().stream()
                .map(each -> encoded(each.getKey()) + "=" + encoded(each.getValue()))
                .collect(Collectors.joining("&"));
        return post(target, "application/x-www-form-urlencoded", body, headers);
    }

    TestResponse post(String target, String type, String body, Map<String, String> headers) {
        person.session = session;
        Map<String, String> all = new HashMap<>(Map.of("Sec-Fetch-Mode", "navigate", "Accept-Language", language));
        all.putAll(headers);
        return kept(person.post(target, type, body, all));
    }

    private TestResponse kept(TestResponse response) {
        responses.add(response);
        return response;
    }

    static Map<String, String> hidden(TestResponse page) {
        Map<String, String> hidden = new LinkedHashMap<>();
        HIDDEN.matcher(page.body()).results().forEach(found -> hidden.put(found.group(1), plain(found.group(2))));
        return hidden;
    }

    /** The path below the application to which a page sends its form. */
    static String action(TestResponse page, String app) {
        Matcher action = ACTION.matcher(page.body());
        assertThat(action.find()).as(page.body()).isTrue();
        return plain(action.group(1)).substring(app.length());
    }

    private static String plain(String html) {
        return html.replace("&quot;", "\"")
                .replace("&lt;", "<")
                .replace("&gt;", ">")
                .replace("&amp;", "&");
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
