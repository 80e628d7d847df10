package org.journeyguard.internal.request;

import java.util.Arrays;

/** A range of IPv4 or IPv6 addresses in CIDR notation (RFC 4632, 3.1; RFC 4291, 2.3), or one address. */
public final class AddressRange {
    private final String text;
    private final byte[] network;
    private final int prefix;

    private AddressRange(String text, byte[] network, int prefix) {
        this.text = text;
        this.network = network;
        this.prefix = prefix;
    }

    /**
     * @param text such as {@code 10.0.0.0/8}, {@code fd00::/8} or {@code 10.0.0.7}
     * @throws IllegalArgumentException with a message that states the fault
     */
    public static AddressRange parse(String text) {
        int slash = text.indexOf('/');
        byte[] network = IpAddress.parse(slash < 0 ? text : text.substring(0, slash));
        int longest = network.length * Byte.SIZE;
        int prefix = slash < 0 ? longest : IpAddress.number(text, slash + 1, text.length(), 10, longest);
        if (network.length == 0 || prefix < 0) {
            throw new IllegalArgumentException(
                    "'" + text + "' is no address; expected one such as 10.0.0.7, 10.0.0.0/8 or fd00::/8");
        }
        for (int bit = prefix; bit < longest; bit++) {
            if (isSet(network, bit)) {
                throw new IllegalArgumentException(
                        "'" + text + "' is an address within its network; expected the network's first address");
            }
        }
        return new AddressRange(text, network, prefix);
    }

    /**
     * Returns whether it contains an address.
     *
     * @param octets of {@link IpAddress#parse}; none are in no range
     */
    boolean contains(byte[] octets) {
        if (octets.length != network.length) {
            return false;
        }
        int whole = prefix / Byte.SIZE;
        if (!Arrays.equals(octets, 0, whole, network, 0, whole)) {
            return false;
        }
        for (int bit = whole * Byte.SIZE; bit < prefix; bit++) {
            if (isSet(octets, bit) != isSet(network, bit)) {
                return false;
            }
        }
        return true;
    }

    private static boolean isSet(byte[] octets, int bit) {
        return (octets[bit / Byte.SIZE] >> (Byte.SIZE - 1 - bit % Byte.SIZE) & 1) == 1;
    }

    @Override
    public String toString() {
        return text;
    }
}
