package org.journeyguard.internal.index;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.journeyguard.Claims;
import org.journeyguard.internal.credential.TokenDigest;
import org.journeyguard.internal.jwt.Subject;
import org.jspecify.annotations.Nullable;

/**
 * A name that AM has for sessions.
 *
 * @param kind of the name
 * @param text not empty
 */
public record IndexName(Kind kind, String text) {
    /** The kinds of names. */
    public enum Kind {
        /** An OpenID Connect session ({@code sid}). */
        SID,
        /** A user ({@code sub}). */
        SUBJECT
    }

    /** Returns the name of an OpenID Connect session; empty if there is none. */
    public static Optional<IndexName> ofSid(Optional<String> sid) {
        return sid.filter(text -> !text.isEmpty()).map(text -> new IndexName(Kind.SID, text));
    }

    /** Returns the name of a user; empty if there is none. PingAM sometimes writes {@code (usr!alice)}. */
    public static Optional<IndexName> ofSubject(Optional<String> subject) {
        return subject.map(Subject::plain)
                .filter(text -> !text.isEmpty())
                .map(text -> new IndexName(Kind.SUBJECT, text));
    }

    /** Returns the names in an ID token. */
    public static List<IndexName> of(Claims idToken) {
        List<IndexName> names = new ArrayList<>();
        ofSid(idToken.text("sid")).ifPresent(names::add);
        ofSubject(idToken.text("sub")).ifPresent(names::add);
        return names;
    }

    /** Returns the text of a name of a kind; empty if this is one of another kind. */
    public Optional<String> textOf(Kind wanted) {
        return kind == wanted ? Optional.of(text) : Optional.empty();
    }

    /** Returns a key for it that reveals nothing. */
    public TokenDigest digest() {
        return TokenDigest.ofText(kind + "|" + text);
    }

    /** Written by hand, like {@code hashCode}, because the version that Java 17 generates keeps its class loader in memory. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof IndexName that && kind == that.kind && text.equals(that.text);
    }

    @Override
    public int hashCode() {
        return text.hashCode() * 31 + (kind == Kind.SID ? 1 : 0);
    }

    /** Shows no user. */
    @Override
    public String toString() {
        return "IndexName(" + kind + ")";
    }
}
