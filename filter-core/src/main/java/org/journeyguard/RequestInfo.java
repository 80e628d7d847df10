package org.journeyguard;

/**
 * The request in which something happened. All values are empty when there was none, for example when AM reports that a session has ended.
 *
 * @param address of the client, as the container sees it
 * @param method of HTTP, as sent
 * @param path below the context path, as sent, without its parameters, such as {@code ;jsessionid=}, and without its query
 * @param transactionId under which AM logs the same request
 */
public record RequestInfo(String address, String method, String path, String transactionId) {
    /** No request. */
    public static final RequestInfo NONE = new RequestInfo("", "", "", "");
}
