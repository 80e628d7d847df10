package org.journeyguard.it;

import java.util.Map;

/** What nodes have in an engine, as its operator sees it. */
interface StoredEntries {
    /** All names and values, octets as characters. */
    String text();

    /** A digest of each value, by name. */
    Map<String, String> digests();

    /** Puts the value of an entry in place of another's. */
    void copy(String from, String to);
}
