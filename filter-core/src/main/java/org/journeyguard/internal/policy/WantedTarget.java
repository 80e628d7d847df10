package org.journeyguard.internal.policy;

import org.journeyguard.internal.credential.TokenDigest;
import org.journeyguard.internal.request.PathParameters;
import org.jspecify.annotations.Nullable;

/**
 * Where a request wants to go.
 *
 * @param target path below the context with its query, as sent; of one that waits in the browser's storage, its {@link ReturnAddress}
 * @param path the same as a {@link ReturnPath}
 * @param key stands for the target in names of cookies and in the browser's storage
 * @param isReturn whether the request has come back from AM
 * @param isStored whether the target itself waits in the browser's storage
 * @param round how often the browser was sent to AM for it, as its address says; 0 where that is not said
 */
record WantedTarget(String target, String path, String key, boolean isReturn, boolean isStored, int round) {
    private static final int BASE = 36;

    /** Where a request leads by itself. */
    static WantedTarget of(String rawPath, @Nullable String query) {
        String sent = PathParameters.withoutSessionId(rawPath);
        String target = query == null ? sent : sent + "?" + query;
        String path = ReturnPath.of(rawPath, query);
        return new WantedTarget(target, path, key(path), false, false, 0);
    }

    /** Where a request leads that has come back. */
    static WantedTarget of(ReturnAddress address, String redirectPath) {
        String target = address.target();
        if (target == null) {
            String path = address.below(redirectPath);
            return new WantedTarget(path, path, address.key(), true, true, address.round());
        }
        return new WantedTarget(target, target, key(target), true, false, address.round());
    }

    private static String key(String target) {
        return Long.toUnsignedString(TokenDigest.of(target).a(), BASE);
    }
}
