package org.journeyguard.internal.web;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.journeyguard.test.FakeAm;
import org.jspecify.annotations.Nullable;

/**
 * A browser with many tabs in front of a {@link TestWeb}. A request takes along the cookies of the moment it is sent, and its answer
 * brings others whenever it comes; which tab goes on next is drawn by lot.
 */
final class TestTabs {
    private static final int MOST_STEPS = 5_000;

    private final TestWeb web;
    private final TestPerson user;
    private final FakeAm am;
    private final String app;
    private final Random random;
    private final Map<String, String> jar = new LinkedHashMap<>();
    private final List<Tab> tabs = new ArrayList<>();

    /** Whether the user is signed in at AM, already or on one of its pages. */
    boolean isSignedInAtAm;

    /** Which cookies the browser keeps for the application. */
    Predicate<String> keeps = name -> true;

    /** Whether AM's page goes on by script, so that its address is sent as {@code Referer}. */
    boolean isScripted;

    TestTabs(TestWeb web, FakeAm am, String app, String user, long seed) {
        this.web = web;
        this.am = am;
        this.app = app;
        this.user = new TestPerson(web, am, app, user);
        this.random = new Random(seed);
    }

    /** A tab: where it wants to go, and what became of it. */
    static final class Tab {
        final String wanted;
        private @Nullable String target;
        private @Nullable String atAm;
        private @Nullable TestResponse coming;
        private @Nullable String referer;

        @Nullable
        TestResponse shown;

        /** Where what is shown came from. */
        String address = "";

        /** How often it was sent to AM. */
        int trips;

        private Tab(String wanted) {
            this.wanted = wanted;
            this.target = wanted;
        }

        private boolean isWaiting(boolean isSignedInAtAm) {
            return shown != null || (atAm != null && !isSignedInAtAm);
        }
    }

    Tab open(String wanted) {
        Tab tab = new Tab(wanted);
        tabs.add(tab);
        return tab;
    }

    /** Lets all tabs go on in some order until each of them shows something. */
    void settle() {
        for (int i = 0; i < MOST_STEPS; i++) {
            List<Tab> busy =
                    tabs.stream().filter(tab -> !tab.isWaiting(isSignedInAtAm)).toList();
            if (!busy.isEmpty()) {
                step(busy.get(random.nextInt(busy.size())));
            } else if (tabs.stream().allMatch(tab -> tab.shown != null)) {
                return;
            } else {
                // all others wait on AM's page: the user signs in on one of them
                isSignedInAtAm = true;
            }
        }
        throw new AssertionError("The tabs do not finish");
    }

    private void step(Tab tab) {
        if (tab.coming != null) {
            receive(tab, tab.coming);
        } else if (tab.atAm != null) {
            tab.referer = isScripted ? am.url() + "/XUI/" : null;
            tab.target = below(passedOn(tab.atAm));
            tab.atAm = null;
        } else {
            tab.coming = web.send("GET", String.valueOf(tab.target), headers(tab), null);
            tab.address = String.valueOf(tab.target);
        }
    }

    private Map<String, String> headers(Tab tab) {
        Map<String, String> headers = new HashMap<>(Map.of("Sec-Fetch-Mode", "navigate", "Sec-Fetch-Dest", "document"));
        if (tab.referer != null) {
            headers.put("Referer", tab.referer);
        }
        Map<String, String> sent = new LinkedHashMap<>(jar);
        if (isSignedInAtAm && keeps.test(FakeAm.COOKIE)) {
            sent.put(FakeAm.COOKIE, user.ssoToken().value());
        }
        if (!sent.isEmpty()) {
            headers.put(
                    "Cookie",
                    sent.entrySet().stream()
                            .map(cookie -> cookie.getKey() + "=" + cookie.getValue())
                            .collect(Collectors.joining("; ")));
        }
        return headers;
    }

    private void receive(Tab tab, TestResponse response) {
        tab.coming = null;
        for (String set : response.getHeaders("Set-Cookie")) {
            String name = set.substring(0, set.indexOf('='));
            if (set.contains("Max-Age=0")) {
                jar.remove(name);
            } else if (keeps.test(name)) {
                jar.put(name, set.substring(name.length() + 1, set.indexOf(';')));
            }
        }
        String location = response.header("Location");
        if (response.getStatus() != 302) {
            tab.shown = response;
        } else if (location.startsWith(app + "/")) {
            tab.target = below(location);
        } else {
            tab.trips++;
            tab.atAm = location;
        }
    }

    private String below(String url) {
        if (!url.startsWith(app + "/")) {
            throw new AssertionError("Not of the application: " + url);
        }
        return url.substring(app.length());
    }

    /** Where AM sends a browser on to that is signed in there. */
    private String passedOn(String url) {
        String goTo = goTo(url);
        return goTo.isEmpty() ? user.answerOfAm(url) : goTo;
    }

    /** Where AM's login page leads to; empty for another URL. */
    static String goTo(String url) {
        String query = String.valueOf(URI.create(url).getRawQuery());
        for (String pair : query.split("&", -1)) {
            if (pair.startsWith("goto=")) {
                return URLDecoder.decode(pair.substring("goto=".length()), StandardCharsets.UTF_8);
            }
        }
        return "";
    }

    /** The names of the cookies that the browser has now. */
    Set<String> cookies() {
        return Set.copyOf(jar.keySet());
    }
}
