package org.journeyguard.internal.logout.step;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.journeyguard.internal.am.session.SessionOwner;
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
 * <p>Form: one octet for the version and one for the number of steps, then for each step 8 octets for the end of its retries in milliseconds
 * since 1970, one for the kind of task, and its values: a text in UTF-8 after its length in 4 octets, -1 for none; a list of texts after its
 * size in 4 octets; a time like the end of retries.
 */
final class LogoutStepCodec {
    private static final int VERSION = 1;

    private static final int REVOKE_TOKENS = 1;
    private static final int REVOKE_TOKENS_OF_ENDED = 2;
    private static final int END_OIDC_SESSION = 3;
    private static final int END_AM_SESSION = 4;
    private static final int END_ALL_SESSIONS = 5;
    private static final int SEND_NOTICE = 6;
    private static final int END_APP_SESSIONS = 7;

    private LogoutStepCodec() {}

    /**
     * Writes steps, none of which is {@linkplain LogoutTask.Local local}.
     *
     * @param since when they were created
     */
    static byte[] write(List<LogoutStep> steps, Instant since) {
        ByteArrayOutputStream octets = new ByteArrayOutputStream();
        try (DataOutputStream to = new DataOutputStream(octets)) {
            to.writeByte(VERSION);
            to.writeByte(steps.size());
            for (LogoutStep each : steps) {
                to.writeLong(since.plus(each.worthRetryingFor()).toEpochMilli());
                write(each.task(), to);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return octets.toByteArray();
    }

    private static void write(LogoutTask task, DataOutputStream to) throws IOException {
        if (task instanceof RevokeTokens revoked) {
            to.writeByte(REVOKE_TOKENS);
            write(revoked.name(), to);
            write(revoked.tokens(), to);
        } else if (task instanceof RevokeTokensOfEnded revoked) {
            to.writeByte(REVOKE_TOKENS_OF_ENDED);
            write(revoked.session().value(), to);
            write(revoked.tokens(), to);
        } else if (task instanceof EndOidcSession ended) {
            to.writeByte(END_OIDC_SESSION);
            write(ended.idToken(), to);
        } else if (task instanceof EndAmSession ended) {
            to.writeByte(END_AM_SESSION);
            write(ended.session().value(), to);
        } else if (task instanceof EndAllSessions ended) {
            SsoToken session = ended.session();
            to.writeByte(END_ALL_SESSIONS);
            write(session == null ? null : session.value(), to);
            write(ended.owner().name(), to);
            write(ended.owner().realm(), to);
            write(ended.owner().universalId(), to);
        } else if (task instanceof EndAppSessions ended) {
            to.writeByte(END_APP_SESSIONS);
            write(ended.subject(), to);
            // rounded up, so that no session is left out
            to.writeLong(ended.begunUntil().plusNanos(999_999).toEpochMilli());
        } else if (task instanceof SendNotice notice) {
            to.writeByte(SEND_NOTICE);
            write(notice.receiver().toString(), to);
            write(notice.body(), to);
        } else {
            throw new IllegalArgumentException(task + " is local");
        }
    }

    private static void write(List<String> texts, DataOutputStream to) throws IOException {
        to.writeInt(texts.size());
        for (String each : texts) {
            write(each, to);
        }
    }

    private static void write(@Nullable String text, DataOutputStream to) throws IOException {
        if (text == null) {
            to.writeInt(-1);
        } else {
            byte[] octets = text.getBytes(StandardCharsets.UTF_8);
            to.writeInt(octets.length);
            to.write(octets);
        }
    }

    /**
     * Reads steps.
     *
     * @param now when they are created anew
     * @return those that are still worth retrying; empty if a later version has written them
     */
    static Optional<List<LogoutStep>> read(byte[] octets, Instant now) {
        try (DataInputStream from = new DataInputStream(new ByteArrayInputStream(octets))) {
            if (from.readUnsignedByte() != VERSION) {
                return Optional.empty();
            }
            int size = from.readUnsignedByte();
            List<LogoutStep> steps = new ArrayList<>();
            for (int i = 0; i < size; i++) {
                Duration left = Duration.between(now, Instant.ofEpochMilli(from.readLong()));
                LogoutTask task = task(from);
                if (left.compareTo(Duration.ZERO) > 0) {
                    steps.add(new LogoutStep(task, left));
                }
            }
            return Optional.of(steps);
        } catch (IOException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static LogoutTask task(DataInputStream from) throws IOException {
        int kind = from.readUnsignedByte();
        return switch (kind) {
            case REVOKE_TOKENS -> new RevokeTokens(text(from), texts(from));
            case REVOKE_TOKENS_OF_ENDED -> new RevokeTokensOfEnded(new SsoToken(text(from)), texts(from));
            case END_OIDC_SESSION -> new EndOidcSession(text(from));
            case END_AM_SESSION -> new EndAmSession(new SsoToken(text(from)));
            case END_ALL_SESSIONS ->
                new EndAllSessions(
                        optionalText(from).map(SsoToken::new).orElse(null),
                        new SessionOwner(
                                text(from), text(from), optionalText(from).orElse(null)));
            case END_APP_SESSIONS -> new EndAppSessions(text(from), Instant.ofEpochMilli(from.readLong()));
            case SEND_NOTICE -> new SendNotice(URI.create(text(from)), text(from));
            default -> throw new IOException("unknown kind of task");
        };
    }

    private static List<String> texts(DataInputStream from) throws IOException {
        int size = from.readInt();
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            texts.add(text(from));
        }
        return List.copyOf(texts);
    }

    private static String text(DataInputStream from) throws IOException {
        return optionalText(from).orElseThrow(() -> new IOException("a text is missing"));
    }

    private static Optional<String> optionalText(DataInputStream from) throws IOException {
        int length = from.readInt();
        if (length < 0) {
            return Optional.empty();
        }
        byte[] octets = from.readNBytes(length);
        if (octets.length < length) {
            throw new IOException("a text is cut off");
        }
        return Optional.of(new String(octets, StandardCharsets.UTF_8));
    }
}
