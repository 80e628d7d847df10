package org.journeyguard.it.server;

import java.net.URISyntaxException;
import java.nio.file.Path;
import java.security.CodeSource;

/** Where classes come from, so that a child process can be given the same jars. */
public final class Classpath {
    private Classpath() {}

    /**
     * The jar or folder that holds a class.
     *
     * @param type any class that did not come with the JDK
     */
    public static Path of(Class<?> type) {
        CodeSource source = type.getProtectionDomain().getCodeSource();
        if (source == null) {
            throw new IllegalArgumentException(type + " has no code source");
        }
        try {
            return Path.of(source.getLocation().toURI());
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
