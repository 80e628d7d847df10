package org.journeyguard.internal.request;

import java.util.List;
import java.util.OptionalInt;

/** Which tenant a path belongs to. Pure: tenants are known by their number. */
public final class TenantPaths {
    /** What belongs to no tenant. */
    public static final int NOBODYS = -1;

    private final List<List<PathPattern>> tenants;

    /**
     * @param tenants the paths of each, none of which is another's as well
     */
    public TenantPaths(List<List<PathPattern>> tenants) {
        this.tenants = tenants.stream().map(List::copyOf).toList();
    }

    /**
     * Whose a path is, in each reading of it.
     *
     * @param rawPath as sent
     * @param containerPath as the container reads it
     * @return the tenant's number or {@link #NOBODYS}; empty when one reading leads to one and another to another
     */
    public OptionalInt of(String rawPath, String containerPath) {
        if (tenants.isEmpty()) {
            return OptionalInt.of(NOBODYS);
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
        return NOBODYS;
    }
}
