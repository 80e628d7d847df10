package org.journeyguard.internal.store;

import java.util.LinkedHashSet;
import org.journeyguard.Token;
import org.journeyguard.internal.cluster.Codec;
import org.journeyguard.internal.cluster.FieldReader;
import org.journeyguard.internal.cluster.FieldWriter;

/** The forms in which nodes share sessions and their tokens. */
final class StoredForms {
    /** The tokens of sessions. */
    static final Codec<TokenSet> TOKENS = new Codec<>(1, StoredForms::write, StoredForms::tokens);

    /** The application's own sessions. */
    static final Codec<AppSessionState> APP_SESSIONS = new Codec<>(1, StoredForms::write, StoredForms::appSession);

    private StoredForms() {}

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
                new LinkedHashSet<>(fields.texts()),
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
