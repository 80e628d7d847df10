package org.journeyguard.session;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;
import org.journeyguard.Unavailable;
import org.journeyguard.am.AmClient;
import org.journeyguard.am.Answer;
import org.journeyguard.am.ServerInfo;
import org.journeyguard.am.SingleFlight;
import org.jspecify.annotations.Nullable;

/** The name of AM's cookie: configured, or asked at AM once it can be reached. */
public final class CookieName {
    private static final int PATIENT = 16;

    private final AmClient am;
    private final @Nullable String configured;
    private final Duration patience;
    private final SingleFlight<Boolean, Answer<ServerInfo>> calls;
    private final AtomicBoolean asked = new AtomicBoolean();
    private volatile @Nullable ServerInfo info;

    /**
     * @param am where to ask
     * @param configured null when AM is to be asked
     * @param patience how long to wait for a question that is under way already
     * @param nanoTime monotonic time
     */
    public CookieName(AmClient am, @Nullable String configured, Duration patience, LongSupplier nanoTime) {
        this.am = am;
        this.configured = configured;
        this.patience = patience;
        this.calls = new SingleFlight<>(new Semaphore(PATIENT), nanoTime);
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

    /** The domains that AM sets its cookie for, as far as it has told; asks nobody. */
    public List<String> domains() {
        ServerInfo known = info;
        return known == null ? List.of() : known.domains();
    }

    /** Asks AM for its domains, once, where the name was configured and so AM never asked. */
    public void learnDomains() {
        if (info == null && asked.compareAndSet(false, true)) {
            Answer<ServerInfo> answer = serverInfo();
            asked.set(answer instanceof Answer.Told<ServerInfo>);
        }
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
