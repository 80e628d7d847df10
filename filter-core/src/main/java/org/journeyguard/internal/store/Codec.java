package org.journeyguard.internal.store;

import java.nio.BufferUnderflowException;
import java.time.DateTimeException;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.journeyguard.Token;

/**
 * Converts values of one kind to octets: the version of the form, then the fields.
 *
 * @param <V> the values
 */
final class Codec<V> {
    /** The tokens of sessions. */
    static final Codec<TokenSet> TOKENS = new Codec<>(1, Codec::write, Codec::tokens);

    /** The application's own sessions. */
    static final Codec<AppSessionState> APP_SESSIONS = new Codec<>(1, Codec::write, Codec::appSession);

    private final int version;
    private final BiConsumer<V, FieldWriter> writer;
    private final Function<FieldReader, V> reader;

    private Codec(int version, BiConsumer<V, FieldWriter> writer, Function<FieldReader, V> reader) {
        this.version = version;
        this.writer = writer;
        this.reader = reader;
    }

    byte[] encode(V value) {
        FieldWriter octets = new FieldWriter();
        octets.number(version);
        writer.accept(value, octets);
        return octets.all();
    }

    /** Returns the value; empty if it has another version. */
    Optional<V> decode(byte[] octets) {
        FieldReader fields = new FieldReader(octets);
        try {
            return fields.number() == version ? Optional.of(reader.apply(fields)) : Optional.empty();
        } catch (BufferUnderflowException | DateTimeException | ArithmeticException e) {
            return Optional.empty();
        }
    }

    private static void write(TokenSet set, FieldWriter octets) {
        Token token = set.token();
        octets.text(token.accessToken());
        octets.optionalText(token.refreshToken().orElse(null));
        octets.optionalText(token.idToken().orElse(null));
        octets.text(token.type());
        octets.texts(token.scope());
        octets.optionalTime(token.expiresAt().orElse(null));
        octets.optionalDuration(token.expiresIn().orElse(null));
        octets.time(set.issuedAt());
        octets.time(set.checkedAt());
        octets.flag(set.isSpent());
    }

    private static TokenSet tokens(FieldReader fields) {
        Token token = new Token(
                fields.text(),
                fields.optionalText(),
                fields.optionalText(),
                fields.text(),
                fields.texts(),
                fields.optionalTime(),
                fields.optionalDuration());
        return new TokenSet(token, fields.time(), fields.time(), !fields.flag());
    }

    private static void write(AppSessionState session, FieldWriter octets) {
        octets.optionalText(session.idToken());
        octets.time(session.startedAt());
        octets.time(session.usedAt());
        octets.time(session.endsAt());
    }

    private static AppSessionState appSession(FieldReader fields) {
        return new AppSessionState(fields.optionalText(), fields.time(), fields.time(), fields.time());
    }
}
