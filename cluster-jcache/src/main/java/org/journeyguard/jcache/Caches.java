package org.journeyguard.jcache;

/** Names of the two caches of a space. */
final class Caches {
    private Caches() {}

    static String announced(String space) {
        return "journeyguard-" + space + "-announced";
    }

    static String quiet(String space) {
        return "journeyguard-" + space + "-quiet";
    }
}
