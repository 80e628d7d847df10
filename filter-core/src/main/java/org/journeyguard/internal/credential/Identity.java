package org.journeyguard.internal.credential;

/** The user that a credential stands for, as AM stated it. */
public sealed interface Identity permits SsoIdentity, TokenIdentity, AppIdentity {

    /** The user's name, or the id of a client that acts for itself. */
    String name();

    /** The realm as an AM path. */
    String realm();

    /** The key that an {@code HttpSession} is bound to: equal for all of a user's sessions of one kind, different between users. */
    String owner();
}
