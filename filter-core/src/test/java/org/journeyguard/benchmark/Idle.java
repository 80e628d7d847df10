package org.journeyguard.benchmark;

import java.lang.reflect.Proxy;
import java.util.Map;

/** What a container has, but a benchmark or a test has little use for. */
public final class Idle {
    private Idle() {}

    /**
     * A part of a container.
     *
     * @param answers to methods by their names; what returns nothing does nothing, everything else fails
     */
    public static <T> T part(Class<T> type, Map<String, ?> answers) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (self, method, args) -> {
            Object answer = answers.get(method.getName());
            if (answer == null
                    && method.getReturnType() != void.class
                    && !method.getName().equals("getAttribute")) {
                throw new UnsupportedOperationException(method.toString());
            }
            return answer;
        }));
    }
}
