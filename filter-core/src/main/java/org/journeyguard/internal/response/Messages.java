package org.journeyguard.internal.response;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.journeyguard.internal.policy.Reason;

/** The messages to users and programs in one language. All texts are present. */
public final class Messages {
    static final String SIGN_IN = "sign-in";
    static final String TRY_AGAIN = "try-again";
    static final String SIGN_OUT = "sign-out";
    static final String LONG_ADDRESS = "long-address";
    static final String RESUME = "resume";
    static final String START = "start";
    static final String SEND = "send";
    static final String POST_KEPT = "post-kept";
    static final String POST_SENDING = "post-sending";

    /** The labels and messages of the application's own sign-in page. */
    private static final List<String> SIGN_IN_PAGE = List.of(
            "title",
            "error",
            "failed",
            "timed-out",
            "wait",
            "leave",
            "own-question",
            "answer",
            "accept",
            "language",
            "policy");

    private static final String TITLE = ".title";
    private static final String DETAIL = ".detail";

    private final Locale language;
    private final Map<String, String> texts;

    /**
     * @param texts by {@link #keys()}
     */
    public Messages(Locale language, Map<String, String> texts) {
        this.language = language;
        this.texts = Map.copyOf(texts);
    }

    /** Returns the keys of all texts. */
    public static Set<String> keys() {
        Set<String> keys = new TreeSet<>(Set.of(SIGN_IN, TRY_AGAIN, SIGN_OUT, START, SEND, LogoutResponses.CONTINUE));
        Set.of(SIGN_OUT, LONG_ADDRESS, RESUME, POST_KEPT, POST_SENDING)
                .forEach(word -> keys.addAll(titleAndDetail(word)));
        SIGN_IN_PAGE.forEach(label -> keys.add("sign-in-page." + label));
        LogoutResponses.PAGES.forEach(word -> keys.addAll(titleAndDetail(word)));
        for (Reason reason : Reason.values()) {
            keys.addAll(titleAndDetail(reason.word()));
        }
        return keys;
    }

    private static Set<String> titleAndDetail(String key) {
        return Set.of(key + TITLE, key + DETAIL);
    }

    /** Returns the language. */
    public Locale language() {
        return language;
    }

    /** Returns a short title. */
    public String title(Reason reason) {
        return title(reason.word());
    }

    /** Returns one or two sentences. */
    public String detail(Reason reason) {
        return detail(reason.word());
    }

    public String title(String key) {
        return text(key + TITLE);
    }

    public String detail(String key) {
        return text(key + DETAIL);
    }

    /** Returns a text of the sign-in page. */
    public String ofSignInPage(String label) {
        return text("sign-in-page." + label);
    }

    /** Returns a text. */
    public String text(String key) {
        return Objects.requireNonNull(texts.get(key), key);
    }
}
