package org.journeyguard.it;

import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.LauncherSessionListener;

/** Prepares the {@link Servers} of a process that runs tests, and closes them in the end. */
public final class TestProcess implements LauncherSessionListener {
    /** The build lists the tests in a process that runs none of them. */
    private static boolean runsTests() {
        return System.getProperty("it.process") != null;
    }

    @Override
    public void launcherSessionOpened(LauncherSession session) {
        if (runsTests()) {
            Servers.prepare();
        }
    }

    @Override
    public void launcherSessionClosed(LauncherSession session) {
        if (runsTests()) {
            Servers.close();
        }
    }
}
