package org.journeyguard.session;

import java.time.Duration;
import java.util.List;
import org.journeyguard.Unavailable;
import org.journeyguard.am.AmClient;
import org.journeyguard.am.Answer;
import org.journeyguard.am.ServerInfo;
import org.jspecify.annotations.Nullable;

/** The name of AM's cookie: configured, or asked at AM once it can be reached. */
public final class CookieName {
    private final AmClient am;
    private final @Nullable String configured;
    private final Duration patience;
    private final SingleFlight<Boolean, Answer<ServerInfo>> calls = new SingleFlight<>();
    private volatile @Nullable ServerInfo info;

    /**
     * @param am where to ask
     * @param configured null when AM is to be asked
     * @param patience how long to wait for a question that is under way already
     */
    public CookieName(AmClient am, @Nullable String configured, Duration patience) {
        this.am = am;
        this.configured = configured;
        this.patience = patience;
    }

    /**
     * The name; asks AM where it has to.
     *
     * @throws Unavailable when it is not configured and AM does not tell
     */
    public String get() {
        if (configured != null) {
            return configured;
        }
        Answer<ServerInfo> answer = serverInfo();
        if (answer instanceof Answer.Told<ServerInfo> told) {
            return told.value().cookieName();
        }
        Answer.Silent<ServerInfo> silent = (Answer.Silent<ServerInfo>) answer;
        throw new Unavailable("AM does not tell the name of its cookie (" + silent.what() + ")", silent.retryAfter());
    }

    /** The domains that AM sets its cookie for, as far as AM can be asked and tells; else none. */
    public List<String> domains() {
        return serverInfo() instanceof Answer.Told<ServerInfo> told
                ? told.value().domains()
                : List.of();
    }

    private Answer<ServerInfo> serverInfo() {
        ServerInfo known = info;
        return known != null
                ? new Answer.Told<>(known)
                : calls.run(
                        true,
                        this::ask,
                        patience,
                        () -> new Answer.Silent<>("no answer in time", Duration.ofSeconds(1)));
    }

    private Answer<ServerInfo> ask() {
        ServerInfo known = info;
        if (known != null) {
            return new Answer.Told<>(known);
        }
        Answer<ServerInfo> answer = am.serverInfo();
        if (answer instanceof Answer.Told<ServerInfo> told) {
            info = told.value();
        }
        return answer;
    }
}
