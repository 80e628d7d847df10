package org.journeyguard.test;

import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/**
 * A journey of {@link FakeAm}: pages of callbacks, and then a session of the user whose name was typed. Until it has an account, it takes
 * every name and password.
 */
public final class FakeJourney {
    private final String name;
    private final Runnable visits;
    private final List<Page> pages = new CopyOnWriteArrayList<>();
    private final Map<String, String> passwords = new ConcurrentHashMap<>();
    private final Map<String, Integer> failures = new ConcurrentHashMap<>();
    private volatile String realm = "/";
    private volatile @Nullable String endsIn;
    private volatile int level;
    private volatile int mostFailures = Integer.MAX_VALUE;

    /** A page, with what AM states beside its callbacks. */
    private record Page(JsonArray callbacks, JsonObject titles) {}

    /**
     * @param visits forgets who is in it
     */
    FakeJourney(String name, Runnable visits) {
        this.name = name;
        this.visits = visits;
    }

    /** Adds a page. */
    public FakeJourney prompts(FakeCallback... callbacks) {
        JsonArrayBuilder page = Json.createArrayBuilder();
        for (int i = 0; i < callbacks.length; i++) {
            page.add(callbacks[i].numbered(i + 1));
        }
        pages.add(new Page(page.build(), JsonObject.EMPTY_JSON_OBJECT));
        return this;
    }

    /** Gives the last page a stage, a header and a description. */
    public FakeJourney titled(String stage, String header, String description) {
        JsonObject titles = Json.createObjectBuilder()
                .add("stage", stage)
                .add("header", header)
                .add("description", description)
                .build();
        pages.add(new Page(pages.remove(pages.size() - 1).callbacks(), titles));
        return this;
    }

    /** Adds an account. */
    public FakeJourney account(String user, String password) {
        passwords.put(user, password);
        return this;
    }

    /** Sets the realm that has the journey, as AM path. */
    public FakeJourney in(String path) {
        realm = path;
        return this;
    }

    /** Sets another realm, to which the journey switches. */
    public FakeJourney endingIn(String path) {
        endsIn = path;
        return this;
    }

    /** Sets the authentication level that it gives. */
    public FakeJourney givingLevel(int number) {
        level = number;
        return this;
    }

    /** Sets after how many wrong passwords in a row an account is locked. */
    public FakeJourney lockingAfter(int failed) {
        mostFailures = failed;
        return this;
    }

    /** It times out for everybody who is in it. */
    public void timeOut() {
        visits.run();
    }

    String name() {
        return name;
    }

    String realm() {
        return realm;
    }

    String endsIn() {
        String other = endsIn;
        return other == null ? realm : other;
    }

    int level() {
        return level;
    }

    int size() {
        return pages.size();
    }

    /** The callbacks of a page, as AM expects them back but for their inputs. */
    JsonArray callbacks(int page) {
        return pages.get(page).callbacks();
    }

    JsonObject page(int page, String authId) {
        JsonObjectBuilder answer = Json.createObjectBuilder().add("authId", authId);
        pages.get(page).titles().forEach(answer::add);
        return answer.add("callbacks", pages.get(page).callbacks()).build();
    }

    boolean isLocked(String user) {
        return failures.getOrDefault(user, 0) >= mostFailures;
    }

    boolean accepts(String user, String password) {
        boolean isRight = passwords.isEmpty() || password.equals(passwords.get(user));
        if (isRight) {
            failures.remove(user);
        } else {
            failures.merge(user, 1, Integer::sum);
        }
        return isRight;
    }
}
