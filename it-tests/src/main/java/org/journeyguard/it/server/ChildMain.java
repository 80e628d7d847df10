package org.journeyguard.it.server;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.util.Arrays;

/**
 * Runs another main class and ends the process when standard input ends. Standard input is a pipe from the process that
 * started this one, so a server never outlives its owner, not even one that was killed.
 */
public final class ChildMain {
    private ChildMain() {}

    /**
     * @param args the main class to run, then its own arguments
     * @throws ReflectiveOperationException when there is no such main class
     */
    public static void main(String[] args) throws ReflectiveOperationException {
        Thread watch = new Thread(ChildMain::exitAtEndOfInput, "owner-watch");
        watch.setDaemon(true);
        watch.start();
        String[] rest = Arrays.copyOfRange(args, 1, args.length);
        try {
            Class.forName(args[0]).getMethod("main", String[].class).invoke(null, (Object) rest);
        } catch (InvocationTargetException e) {
            throw new IllegalStateException(args[0] + " failed", e.getCause());
        }
    }

    private static void exitAtEndOfInput() {
        try {
            while (System.in.read() >= 0) {
                // the owner never writes; only the end of the pipe means something
            }
        } catch (IOException e) {
            // a broken pipe is an end as well
        }
        System.exit(0);
    }
}
