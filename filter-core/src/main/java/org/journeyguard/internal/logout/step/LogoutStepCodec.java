package org.journeyguard.internal.logout.step;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.journeyguard.internal.am.session.SessionOwner;
import org.journeyguard.internal.cluster.Codec;
import org.journeyguard.internal.cluster.FieldReader;
import org.journeyguard.internal.cluster.FieldWriter;
import org.journeyguard.internal.credential.SsoToken;
import org.journeyguard.internal.logout.step.LogoutTask.EndAllSessions;
import org.journeyguard.internal.logout.step.LogoutTask.EndAmSession;
import org.journeyguard.internal.logout.step.LogoutTask.EndAppSessions;
import org.journeyguard.internal.logout.step.LogoutTask.EndOidcSession;
import org.journeyguard.internal.logout.step.LogoutTask.RevokeTokens;
import org.journeyguard.internal.logout.step.LogoutTask.RevokeTokensOfEnded;
import org.journeyguard.internal.logout.step.LogoutTask.SendNotice;
import org.jspecify.annotations.Nullable;

/**
 * Writes steps as octets, and reads them. The octets contain secrets.
 *
 * <p>Form: the number of steps, then for each step the end of its retries, the kind of its task, and the task's values.
 */
final class LogoutStepCodec {
    private static final int REVOKE_TOKENS = 1;
    private static final int REVOKE_TOKENS_OF_ENDED = 2;
    private static final int END_OIDC_SESSION = 3;
    private static final int END_AM_SESSION = 4;
    private static final int END_ALL_SESSIONS = 5;
    private static final int SEND_NOTICE = 6;
    private static final int END_APP_SESSIONS = 7;

    private static final Codec<List<Stored>> CODEC = new Codec<>(1, LogoutStepCodec::write, LogoutStepCodec::read);

    private LogoutStepCodec() {}

    /** A task, and when retries no longer make sense. */
    private record Stored(LogoutTask task, Instant until) {}

    /**
     * Writes steps, none of which is {@linkplain LogoutTask.Local local}.
     *
     * @param since when they were created
     */
    static byte[] write(List<LogoutStep> steps, Instant since) {
        return CODEC.encode(steps.stream()
                .map(each -> new Stored(each.task(), since.plus(each.worthRetryingFor())))
                .toList());
    }

    /**
     * Reads steps.
     *
     * @param now when they are created anew
     * @return those that are still worth retrying; empty if a later version has written them
     */
    static Optional<List<LogoutStep>> read(byte[] octets, Instant now) {
        return CODEC.decode(octets)
                .map(all -> all.stream()
                        .filter(each -> each.until.isAfter(now))
                        .map(each -> new LogoutStep(each.task, Duration.between(now, each.until)))
                        .toList());
    }

    private static void write(List<Stored> steps, FieldWriter octets) {
        octets.number(steps.size());
        for (Stored each : steps) {
            octets.time(each.until);
            write(each.task, octets);
        }
    }

    private static void write(LogoutTask task, FieldWriter octets) {
        if (task instanceof RevokeTokens revoked) {
            octets.number(REVOKE_TOKENS);
            octets.text(revoked.name());
            octets.texts(revoked.tokens());
        } else if (task instanceof RevokeTokensOfEnded revoked) {
            octets.number(REVOKE_TOKENS_OF_ENDED);
            octets.text(revoked.session().value());
            octets.texts(revoked.tokens());
        } else if (task instanceof EndOidcSession ended) {
            octets.number(END_OIDC_SESSION);
            octets.text(ended.idToken());
        } else if (task instanceof EndAmSession ended) {
            octets.number(END_AM_SESSION);
            octets.text(ended.session().value());
        } else if (task instanceof EndAllSessions ended) {
            SsoToken session = ended.session();
            octets.number(END_ALL_SESSIONS);
            octets.optionalText(session == null ? null : session.value());
            octets.text(ended.owner().name());
            octets.text(ended.owner().realm());
            octets.optionalText(ended.owner().universalId());
            octets.texts(ended.listed());
        } else if (task instanceof EndAppSessions ended) {
            octets.number(END_APP_SESSIONS);
            octets.text(ended.subject());
            octets.time(ended.begunUntil());
        } else if (task instanceof SendNotice notice) {
            octets.number(SEND_NOTICE);
            octets.text(notice.receiver().toString());
            octets.text(notice.body());
        } else {
            throw new IllegalArgumentException(task + " is local");
        }
    }

    private static List<Stored> read(FieldReader fields) {
        long count = fields.number();
        List<Stored> steps = new ArrayList<>();
        for (long i = 0; i < count; i++) {
            Instant until = fields.time();
            steps.add(new Stored(task(fields), until));
        }
        return steps;
    }

    private static LogoutTask task(FieldReader fields) {
        return switch (Math.toIntExact(fields.number())) {
            case REVOKE_TOKENS -> new RevokeTokens(fields.text(), fields.texts());
            case REVOKE_TOKENS_OF_ENDED -> new RevokeTokensOfEnded(new SsoToken(fields.text()), fields.texts());
            case END_OIDC_SESSION -> new EndOidcSession(fields.text());
            case END_AM_SESSION -> new EndAmSession(new SsoToken(fields.text()));
            case END_ALL_SESSIONS ->
                new EndAllSessions(
                        session(fields.optionalText()),
                        new SessionOwner(fields.text(), fields.text(), fields.optionalText()),
                        fields.texts());
            case END_APP_SESSIONS -> new EndAppSessions(fields.text(), fields.time());
            case SEND_NOTICE -> new SendNotice(URI.create(fields.text()), fields.text());
            default -> throw new IllegalArgumentException("unknown kind of task");
        };
    }

    private static @Nullable SsoToken session(@Nullable String value) {
        return value == null ? null : new SsoToken(value);
    }
}
