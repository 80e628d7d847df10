package org.journeyguard.jaxrs;

import jakarta.servlet.http.HttpServletRequest;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Optional;
import org.journeyguard.AuthenticationRequired;
import org.journeyguard.JourneyUser;
import org.journeyguard.internal.web.RequestContext;
import org.jspecify.annotations.Nullable;

/**
 * Proxies the user of the current thread's request. Looks the user up on each call, because engines keep injected objects in singletons.
 */
final class ContextUser implements InvocationHandler {
    private final @Nullable HttpServletRequest request;

    private ContextUser(@Nullable HttpServletRequest request) {
        this.request = request;
    }

    /**
     * Creates a proxy.
     *
     * @param request the engine's proxy of the current request, valid on the engine's own threads too; null for none
     */
    static JourneyUser proxy(@Nullable HttpServletRequest request) {
        return (JourneyUser) Proxy.newProxyInstance(
                JourneyUser.class.getClassLoader(), new Class<?>[] {JourneyUser.class}, new ContextUser(request));
    }

    @Override
    public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] args) throws Throwable {
        // also when a user is signed in, because that user is another object
        if (method.getName().equals("equals") && args != null && args[0] == proxy) {
            return true;
        }
        Optional<JourneyUser> user = journey().flatMap(RequestContext::user);
        if (user.isEmpty() && method.getDeclaringClass() == Object.class) {
            return withoutUser(proxy, method);
        }
        try {
            return method.invoke(
                    user.orElseThrow(() -> new AuthenticationRequired(
                            "The application calls a method of JourneyUser, but no user is signed in")),
                    args);
        } catch (InvocationTargetException e) {
            throw e.getCause() == null ? e : e.getCause();
        }
    }

    /** The engine's request knows its application. Without a current request, each engine throws a different exception. */
    private Optional<RequestContext> journey() {
        if (request == null) {
            return RequestContext.current();
        }
        try {
            return RequestContext.of(request);
        } catch (RuntimeException e) {
            return RequestContext.current();
        }
    }

    private static Object withoutUser(Object proxy, Method method) {
        return switch (method.getName()) {
            case "equals" -> false;
            case "hashCode" -> System.identityHashCode(proxy);
            default -> "no user is signed in";
        };
    }
}
