package org.journeyguard.internal.journey;

/** A realm of an AM, with the users alice and bob and the OAuth 2.0 client {@code web-app}. */
public interface JourneyParty extends AutoCloseable {
    /** The chain with one module, level 0. */
    String LOGIN = "ldapService";
    /** The chain with one module, level 5. */
    String STRONG = "strong";
    /** The chain that asks twice. */
    String DOUBLE = "double";

    /** The chain of OpenAM's membership module, which registers users. */
    String MEMBERSHIP = "membership";

    /** AM's base URL. */
    String url();

    /** As AM path. */
    String realm();

    /** Of all users. */
    String password();

    /** The user whom no other test knows. */
    String lockable();

    /** After how many wrong passwords a user is locked. */
    int lockedAfter();

    /** Whether AM honours a session. */
    boolean isValid(String token);

    @Override
    void close();
}
