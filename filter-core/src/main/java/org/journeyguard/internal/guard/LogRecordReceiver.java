package org.journeyguard.internal.guard;

import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import org.journeyguard.internal.appsession.AppSessions;
import org.journeyguard.internal.cluster.LogRecord;
import org.journeyguard.internal.credential.TokenDigest;
import org.journeyguard.internal.session.SessionValidator;
import org.journeyguard.internal.store.Tombstones;
import org.journeyguard.internal.token.LogoutRecords;

/** Ends on this node what has ended on another one. Tells nobody, and changes nothing at AM but the tokens that only this node has. */
public final class LogRecordReceiver implements Consumer<LogRecord> {
    private final Tombstones tombstones;
    private final SessionValidator sessions;
    private final LogoutRecords logouts;
    private final TokenServices tokens;
    private final Optional<AppSessions> appSessions;
    private final Clock clock;

    /**
     * @param tokens of the sessions
     * @param login the application's own sessions; empty if there are none
     */
    public LogRecordReceiver(SharedServices shared, TokenServices tokens, Optional<CodeFlowServices> login) {
        this.tombstones = shared.tombstones();
        this.sessions = shared.sessions();
        this.logouts = shared.logouts();
        this.tokens = tokens;
        this.appSessions = login.map(CodeFlowServices::sessions);
        this.clock = shared.clock();
    }

    @Override
    public void accept(LogRecord record) {
        TokenDigest key = record.key();
        switch (record.kind()) {
            case ENDED, ENDED_UNCONFIRMED -> ended(record);
            case TOKENS_ENDED -> tokensEnded(key);
            case SID_ENDED, USER_ENDED, SID_SIGNED_OUT, USER_SIGNED_OUT ->
                logouts.addByOther(record.kind(), key, record.time());
            case USER_FORGOTTEN -> sessions.forgetUser(key);
        }
    }

    private void ended(LogRecord record) {
        TokenDigest key = record.key();
        Duration lasts = Duration.between(clock.instant(), record.expiresAt());
        // first, so that what begins meanwhile finds it
        tombstones.setByOther(key, lasts, record.kind() == LogRecord.Kind.ENDED);
        sessions.forget(key);
        appSessions.ifPresent(own -> own.forget(key));
        tokensEnded(key);
    }

    private void tokensEnded(TokenDigest owner) {
        tokens.keeper().endedByOther(owner);
        tokens.exchange().end(owner);
    }
}
