package org.journeyguard.it;

import org.journeyguard.it.proxy.AmProxy;
import org.journeyguard.it.proxy.Fault;

/** What AM, or the way to it, may do instead of answering. Moods that look like an outage stand between others that do not. */
enum AmFault {
    REFUSE,
    ANSWER_400,
    DROP,
    ANSWER_404,
    HANG,
    ANSWER_429,
    TRICKLE,
    HTML,
    ANSWER_500,
    BROKEN_JSON,
    ANSWER_503,
    TEN_MEGABYTES;

    /**
     * Comes over AM.
     *
     * @param part of the request lines of those calls that it concerns; connections are refused to all
     */
    void strike(AmProxy proxy, String part) {
        if (this == REFUSE) {
            proxy.refuse();
        } else {
            proxy.set(new Fault.Only(part, fault()));
        }
    }

    private Fault fault() {
        return switch (this) {
            case REFUSE, DROP -> new Fault.Drop();
            case HANG -> new Fault.Hang();
            case TRICKLE -> new Fault.Trickle();
            case ANSWER_400 -> json(400, "{\"code\":400,\"reason\":\"Bad Request\",\"message\":\"Bad Request\"}");
            case ANSWER_404 -> json(404, "");
            case ANSWER_429 -> new Fault.Reply(429, "text/plain", "slow down", "7");
            case ANSWER_500 -> json(500, "{\"code\":500,\"valid\":false}");
            case ANSWER_503 -> new Fault.Reply(503, "text/html", "<h1>no</h1>", "3");
            case HTML -> new Fault.Reply(200, "text/html", "<html><body>Please wait</body></html>");
            case BROKEN_JSON -> json(200, "{\"username\":\"alice\",\"realm\"");
            case TEN_MEGABYTES ->
                json(
                        200,
                        "{\"username\":\"alice\",\"realm\":\"/\",\"valid\":true,\"cookieName\":\"x\",\"pad\":\""
                                + "x".repeat(10_000_000) + "\"}");
        };
    }

    private static Fault json(int status, String body) {
        return new Fault.Reply(status, "application/json;charset=UTF-8", body);
    }
}
