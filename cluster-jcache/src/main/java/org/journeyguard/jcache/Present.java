package org.journeyguard.jcache;

/** Checks for optional libraries. */
final class Present {
    private Present() {}

    /** Returns whether a class is visible from here. */
    static boolean isPresent(String className) {
        try {
            Class.forName(className, false, Present.class.getClassLoader());
            return true;
        } catch (ClassNotFoundException | LinkageError e) {
            return false;
        }
    }
}
