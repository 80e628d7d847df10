package org.journeyguard.internal.web;

import jakarta.servlet.http.HttpSession;
import java.lang.reflect.Proxy;
import java.util.HashMap;
import java.util.Map;

/** An HttpSession as a container would keep it. */
final class TestSession {
    private final Map<String, Object> attributes = new HashMap<>();
    private int id = 1;
    private volatile boolean over;

    boolean isOver() {
        return over;
    }

    int id() {
        return id;
    }

    /** What the application and the filter have put into it. */
    Map<String, Object> attributes() {
        return attributes;
    }

    String changeId() {
        id++;
        return "session" + id;
    }

    HttpSession shown() {
        return (HttpSession) Proxy.newProxyInstance(
                HttpSession.class.getClassLoader(),
                new Class<?>[] {HttpSession.class},
                (self, method, args) -> switch (method.getName()) {
                    case "getAttribute" -> attributes.get(String.valueOf(args[0]));
                    case "setAttribute" -> {
                        attributes.put(String.valueOf(args[0]), args[1]);
                        yield null;
                    }
                    case "getCreationTime" -> {
                        if (over) {
                            throw new IllegalStateException("over");
                        }
                        yield 1L;
                    }
                    case "setMaxInactiveInterval" -> null;
                    case "invalidate" -> {
                        over = true;
                        yield null;
                    }
                    default -> throw new UnsupportedOperationException(method.toString());
                });
    }
}
