package org.journeyguard;

/**
 * The request that something happened in; all empty where there was none, as when AM tells by itself that a session has ended.
 *
 * @param address of the client, as the container sees it
 * @param method of HTTP, as sent
 * @param path below the context path, as sent, without its parameters, among which may be {@code ;jsessionid=}, and its query
 * @param transactionId what AM's own logs know the same request by
 */
public record RequestInfo(String address, String method, String path, String transactionId) {
    /** No request. */
    public static final RequestInfo NONE = new RequestInfo("", "", "", "");
}
