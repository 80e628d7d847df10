package org.journeyguard.internal.request;

import java.util.List;
import java.util.OptionalInt;

/** Maps paths to tenants, which are identified by their index. Pure. */
public final class TenantPaths {
    /** The result for a path that belongs to no tenant. */
    public static final int NO_TENANT = -1;

    private static final OptionalInt ONLY_DEFAULT = OptionalInt.of(NO_TENANT);

    private final List<List<PathPattern>> tenants;

    /**
     * @param tenants the paths of each; they must not overlap
     */
    public TenantPaths(List<List<PathPattern>> tenants) {
        this.tenants = tenants.stream().map(List::copyOf).toList();
    }

    /**
     * Returns the tenant of a path, checking every interpretation.
     *
     * @param rawPath as sent
     * @param containerPath as interpreted by the container
     * @return the tenant's index or {@link #NO_TENANT}; empty if the interpretations lead to different tenants
     */
    public OptionalInt of(String rawPath, String containerPath) {
        if (tenants.isEmpty()) {
            return ONLY_DEFAULT;
        }
        int[] found = PathInterpretations.of(rawPath, containerPath).stream()
                .mapToInt(this::ofReading)
                .distinct()
                .toArray();
        return found.length == 1 ? OptionalInt.of(found[0]) : OptionalInt.empty();
    }

    private int ofReading(String path) {
        for (int i = 0; i < tenants.size(); i++) {
            for (PathPattern pattern : tenants.get(i)) {
                if (pattern.matches(path)) {
                    return i;
                }
            }
        }
        return NO_TENANT;
    }
}
