package org.journeyguard.internal.request;

import java.util.Arrays;

/** Reads the textual form of IP addresses; never looks up a name. */
final class IpAddress {
    private static final byte[] NONE = {};
    private static final int IPV4 = 4;
    private static final int IPV6 = 16;
    private static final byte[] MAPPED = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, -1, -1};

    private IpAddress() {}

    /**
     * Reads an address: dotted decimal, or RFC 4291, 2.2, also with brackets and zone.
     *
     * @return 4 or 16 octets, 4 for an IPv4-mapped IPv6 address; empty if the text is no address
     */
    static byte[] parse(String text) {
        if (text.indexOf(':') < 0) {
            return ipv4(text);
        }
        boolean hasBrackets = text.startsWith("[") && text.endsWith("]");
        String bare = hasBrackets ? text.substring(1, text.length() - 1) : text;
        int zone = bare.indexOf('%');
        byte[] octets = ipv6(zone < 0 ? bare : bare.substring(0, zone));
        boolean isMapped = octets.length == IPV6 && Arrays.equals(octets, 0, MAPPED.length, MAPPED, 0, MAPPED.length);
        return isMapped ? Arrays.copyOfRange(octets, MAPPED.length, IPV6) : octets;
    }

    /** Returns the number between two indices of a text; -1 if there is none, it is above a maximum, or has leading zeros. */
    static int number(String text, int from, int to, int radix, int maximum) {
        int length = to - from;
        if (length < 1 || length > IPV4 || (radix == 10 && length > 1 && text.charAt(from) == '0')) {
            return -1;
        }
        int number = 0;
        for (int i = from; i < to; i++) {
            char c = text.charAt(i);
            int digit = c > 'f' ? -1 : Character.digit(c, radix);
            if (digit < 0) {
                return -1;
            }
            number = number * radix + digit;
        }
        return number > maximum ? -1 : number;
    }

    private static byte[] ipv4(String text) {
        String[] parts = text.split("\\.", -1);
        byte[] octets = new byte[IPV4];
        for (int i = 0; i < IPV4; i++) {
            int octet = parts.length == IPV4 ? number(parts[i], 0, parts[i].length(), 10, 0xff) : -1;
            if (octet < 0) {
                return NONE;
            }
            octets[i] = (byte) octet;
        }
        return octets;
    }

    private static byte[] ipv6(String text) {
        int gap = text.indexOf("::");
        if (gap < 0) {
            byte[] all = groups(text);
            return all.length == IPV6 ? all : NONE;
        }
        String before = text.substring(0, gap);
        String after = text.substring(gap + 2);
        byte[] head = before.isEmpty() ? NONE : groups(before);
        byte[] tail = after.isEmpty() ? NONE : groups(after);
        boolean isBroken = (head.length == 0 && !before.isEmpty()) || (tail.length == 0 && !after.isEmpty());
        // the gap stands for at least one group; an address of IPv4 can only be the end
        if (isBroken || head.length + tail.length > IPV6 - 2 || before.indexOf('.') >= 0) {
            return NONE;
        }
        byte[] octets = Arrays.copyOf(head, IPV6);
        System.arraycopy(tail, 0, octets, IPV6 - tail.length, tail.length);
        return octets;
    }

    /** Reads groups of 16 bits, the last of which may be an IPv4 address; empty if they are malformed or too many. */
    private static byte[] groups(String text) {
        String[] groups = text.split(":", -1);
        byte[] octets = new byte[2 * groups.length + 2];
        int length = 0;
        for (int i = 0; i < groups.length; i++) {
            String group = groups[i];
            if (i == groups.length - 1 && group.indexOf('.') >= 0) {
                byte[] last = ipv4(group);
                System.arraycopy(last, 0, octets, length, last.length);
                length += last.length;
                return last.length == 0 || length > IPV6 ? NONE : Arrays.copyOf(octets, length);
            }
            int value = number(group, 0, group.length(), 16, 0xffff);
            if (value < 0) {
                return NONE;
            }
            octets[length++] = (byte) (value >> Byte.SIZE);
            octets[length++] = (byte) value;
        }
        return length > IPV6 ? NONE : Arrays.copyOf(octets, length);
    }
}
