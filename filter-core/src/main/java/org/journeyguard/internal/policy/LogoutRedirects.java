package org.journeyguard.internal.policy;

import java.util.Set;
import org.journeyguard.internal.request.RawPath;
import org.jspecify.annotations.Nullable;

/** Limits redirects after logout to the application and the configured URLs. */
public final class LogoutRedirects {
    private final String app;
    private final String standard;
    private final Set<String> allowed;

    /**
     * @param app URL of the application or just its context path; without a trailing slash
     * @param standard target without a {@code goto}: a path below the context, or an absolute URL
     * @param allowed absolute URLs for {@code goto}, compared exactly
     */
    public LogoutRedirects(String app, String standard, Set<String> allowed) {
        this.app = app;
        this.standard = standard.startsWith("/") ? app + standard : standard;
        this.allowed = Set.copyOf(allowed);
    }

    /**
     * Returns the redirect target.
     *
     * @param wanted the {@code goto} parameter; ignored if it is not allowed
     */
    public String target(@Nullable String wanted) {
        if (wanted == null) {
            return standard;
        }
        if (allowed.contains(wanted)) {
            return wanted;
        }
        return isPlainPath(wanted) ? app + wanted : standard;
    }

    /** Accepts a path below the context that no browser reads as a host: not {@code //x}, not {@code /\x}, no control characters. */
    private static boolean isPlainPath(String wanted) {
        return wanted.startsWith("/")
                && !wanted.startsWith("//")
                && wanted.chars().allMatch(c -> c > ' ' && c < 0x7f && c != '\\')
                && RawPath.kind(pathOf(wanted)) == RawPath.Kind.PLAIN;
    }

    private static String pathOf(String wanted) {
        int end = wanted.length();
        for (char stop : new char[] {'?', '#'}) {
            int at = wanted.indexOf(stop);
            end = at >= 0 && at < end ? at : end;
        }
        return wanted.substring(0, end);
    }
}
