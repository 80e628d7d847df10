package org.journeyguard.internal.am.session;

import org.journeyguard.internal.credential.SsoIdentity;
import org.jspecify.annotations.Nullable;

/**
 * Whose sessions are meant.
 *
 * @param name as AM has it
 * @param realm as AM path
 * @param universalId distinguishes users and agents of one name; null where it is not known
 */
public record SessionOwner(
        String name, String realm, @Nullable String universalId) {

    /** Who owns a session that AM has confirmed. */
    public static SessionOwner of(SsoIdentity identity) {
        return new SessionOwner(identity.name(), identity.realm(), identity.universalId());
    }

    /**
     * Whether a session that AM lists is this user's, which the filter of the request does not prove. Ignores case, as AM does: it returns
     * names as they were typed at sign-in, and lists them in lower case.
     */
    boolean owns(AmJson.ListedSession session) {
        return name.equalsIgnoreCase(session.username)
                && realm.equals(session.realm)
                && (universalId == null
                        || session.universalId == null
                        || universalId.equalsIgnoreCase(session.universalId));
    }

    /** Returns the query filter for them; no name, however hostile, becomes more than a string in it. */
    String filter() {
        return "username eq " + quoted(name) + " and realm eq " + quoted(realm);
    }

    private static String quoted(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
}
