package org.journeyguard.internal.am.session;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.journeyguard.Unavailable;
import org.journeyguard.internal.http.AmResult;
import org.journeyguard.internal.resilience.SingleFlight;
import org.jspecify.annotations.Nullable;

/** The name of AM's cookie: configured, or asked at AM once it can be reached. */
public final class CookieName {
    private static final int PATIENT = 16;

    private final Supplier<AmResult<ServerInfo>> am;
    private final @Nullable String configured;
    private final Duration patience;
    private final SingleFlight<Boolean, AmResult<ServerInfo>> calls;
    private final AtomicBoolean asked = new AtomicBoolean();
    private volatile @Nullable ServerInfo info;

    /**
     * @param am asks it
     * @param configured null when AM is to be asked
     * @param patience how long to wait for a question that is under way already
     * @param nanoTime monotonic time
     */
    public CookieName(
            Supplier<AmResult<ServerInfo>> am, @Nullable String configured, Duration patience, LongSupplier nanoTime) {
        this.am = am;
        this.configured = configured;
        this.patience = patience;
        this.calls = new SingleFlight<>(new Semaphore(PATIENT), nanoTime);
    }

    /**
     * Returns the name; asks AM where it has to.
     *
     * @throws Unavailable when it is not configured and AM does not answer
     */
    public String get() {
        if (configured != null) {
            return configured;
        }
        ServerInfo known = info;
        return known == null ? find().orElseThrow() : known.cookieName();
    }

    /** Returns the name; asks AM where it has to. Never a refusal. */
    public AmResult<String> find() {
        return configured == null ? serverInfo().map(ServerInfo::cookieName) : new AmResult.Value<>(configured);
    }

    /** Returns the domains that AM sets its cookie for, as far as they are known; makes no call. */
    public List<String> domains() {
        ServerInfo known = info;
        return known == null ? List.of() : known.domains();
    }

    /** Asks AM for its domains, once, where the name was configured and so AM never asked. */
    public void learnDomains() {
        if (info == null && asked.compareAndSet(false, true)) {
            AmResult<ServerInfo> answer = serverInfo();
            asked.set(answer instanceof AmResult.Value<ServerInfo>);
        }
    }

    private AmResult<ServerInfo> serverInfo() {
        ServerInfo known = info;
        return known != null
                ? new AmResult.Value<>(known)
                : calls.run(true, this::ask, patience, () -> new AmResult.NoAnswer<>("serverinfo: no answer in time"));
    }

    private AmResult<ServerInfo> ask() {
        ServerInfo known = info;
        if (known != null) {
            return new AmResult.Value<>(known);
        }
        AmResult<ServerInfo> answer = am.get();
        if (answer instanceof AmResult.Value<ServerInfo> found) {
            info = found.value();
        }
        return answer;
    }
}
