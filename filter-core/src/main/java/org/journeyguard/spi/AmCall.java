package org.journeyguard.spi;

/**
 * A call to AM. Holds no token, and its URL has no query.
 *
 * @param operation what AM is asked for, in its own word: {@code getSessionInfo}, {@code introspect}, …
 * @param method of HTTP
 * @param url absolute, without its query
 */
public record AmCall(String operation, String method, String url) {}
