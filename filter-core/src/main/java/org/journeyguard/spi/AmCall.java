package org.journeyguard.spi;

/**
 * A call to AM. Holds no token, and its URL has no query.
 *
 * @param operation in AM's terms: {@code getSessionInfo}, {@code introspect}, …
 * @param method of HTTP
 * @param url absolute, without its query
 */
public record AmCall(String operation, String method, String url) {}
