package org.journeyguard.internal.request;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A rule of {@code journey.paths.public}: a pattern, for all clients or for those with certain addresses.
 *
 * @param pattern of the paths
 * @param from the addresses; empty for all
 */
public record PublicPath(PathPattern pattern, List<AddressRange> from) {
    private static final String FROM = " from ";

    public PublicPath {
        from = List.copyOf(from);
    }

    /**
     * @param text the pattern, which {@code from} and addresses may follow: {@code GET /status from 10.0.0.0/8 fd00::/8}
     * @throws IllegalArgumentException with a message that states the fault
     */
    public static PublicPath parse(String text) {
        int from = text.indexOf(FROM);
        if (from < 0) {
            return new PublicPath(PathPattern.parse(text), List.of());
        }
        String[] addresses = text.substring(from + FROM.length()).strip().split("\\s+");
        return new PublicPath(
                PathPattern.parse(text.substring(0, from)),
                Arrays.stream(addresses).map(AddressRange::parse).toList());
    }

    /** Returns whether the rule is for the method and the address of a request. */
    boolean appliesTo(RequestFacts facts) {
        return pattern.matchesMethod(facts.method()) && (from.isEmpty() || isFrom(facts.remoteAddress()));
    }

    private boolean isFrom(String address) {
        byte[] octets = IpAddress.parse(address);
        return from.stream().anyMatch(range -> range.contains(octets));
    }

    /** Returns whether it makes everything public that a pattern matches. */
    public boolean covers(PathPattern other) {
        return from.isEmpty() && pattern.covers(other);
    }

    @Override
    public String toString() {
        return from.isEmpty()
                ? pattern.toString()
                : from.stream().map(AddressRange::toString).collect(Collectors.joining(" ", pattern + FROM, ""));
    }
}
