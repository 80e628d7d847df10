package org.journeyguard.internal.policy;

import org.journeyguard.internal.credential.TokenDigest;
import org.journeyguard.internal.request.PathParameters;
import org.jspecify.annotations.Nullable;

/**
 * The target of a request.
 *
 * @param target path below the context with its query, as sent; if stored in the browser, its {@link ReturnAddress}
 * @param path the target as a {@link ReturnPath}
 * @param key identifies the target in cookie names and in the browser's storage
 * @param isReturn whether the request has returned from AM
 * @param isStored whether the target is in the browser's storage
 * @param isPost whether the target is a POST that is kept here
 * @param round how many times the browser was sent to AM for it, by its address; 0 if not stated
 */
record WantedTarget(
        String target, String path, String key, boolean isReturn, boolean isStored, boolean isPost, int round) {
    private static final int BASE = 36;

    /** Returns the target of a new request. */
    static WantedTarget of(String rawPath, @Nullable String query) {
        String sent = PathParameters.withoutSessionId(rawPath);
        String target = query == null ? sent : sent + "?" + query;
        String path = ReturnPath.of(rawPath, query);
        return new WantedTarget(target, path, key(path), false, false, false, 0);
    }

    /** Returns the target of a request that has returned from AM. */
    static WantedTarget of(ReturnAddress address, String redirectPath) {
        String target = address.target();
        if (target == null) {
            String path = address.below(redirectPath);
            return new WantedTarget(
                    path, path, address.key(), true, !address.isPost(), address.isPost(), address.round());
        }
        return new WantedTarget(target, target, key(target), true, false, false, address.round());
    }

    private static String key(String target) {
        return Long.toUnsignedString(TokenDigest.of(target).a(), BASE);
    }
}
