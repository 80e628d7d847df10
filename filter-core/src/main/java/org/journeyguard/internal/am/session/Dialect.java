package org.journeyguard.internal.am.session;

/** The ways in which servers speak about sessions, in the order in which they are tried. */
enum Dialect {
    /** PingAM 7 and 8, Advanced Identity Cloud. */
    PINGAM("getSessionInfo", "4.0", "3.1", "3.1", true, KeepAlive.RESET),
    /** A PingAM without version 4; 5.1 is the version in use. */
    PINGAM_5("getSessionInfo", "5.1", "5.1", "5.1", true, KeepAlive.RESET),
    /** ForgeRock AM 6 and 7.0. */
    FORGEROCK("getSessionInfo", "3.1", "3.1", "3.1", true, KeepAlive.REFRESH),
    /** OpenAM 14 to 16. */
    OPENAM("getSessionInfo", "2.0", "2.0", "2.0", false, KeepAlive.VALIDATION),
    /** OpenAM 12 and 13: a plain yes or no, without expiry. */
    EARLY("validate", "1.2", "1.2", "1.2", false, KeepAlive.VALIDATION);

    /** How AM extends the idle time of a session. */
    enum KeepAlive {
        /** By {@code getSessionInfoAndResetIdleTime}, which answers as {@code getSessionInfo} does. */
        RESET,
        /** By {@code refresh}, whose answer has no points of time. */
        REFRESH,
        /** By each validation, which it takes for use of the session. */
        VALIDATION
    }

    private final String infoAction;
    private final String infoResource;
    private final String logoutResource;
    private final String propertiesResource;
    private final boolean tokenInBody;
    private final KeepAlive keepAlive;

    Dialect(
            String infoAction,
            String infoResource,
            String logoutResource,
            String propertiesResource,
            boolean tokenInBody,
            KeepAlive keepAlive) {
        this.infoAction = infoAction;
        this.infoResource = infoResource;
        this.logoutResource = logoutResource;
        this.propertiesResource = propertiesResource;
        this.tokenInBody = tokenInBody;
        this.keepAlive = keepAlive;
    }

    String infoAction() {
        return infoAction;
    }

    String infoResource() {
        return infoResource;
    }

    String logoutResource() {
        return logoutResource;
    }

    String propertiesResource() {
        return propertiesResource;
    }

    /** Whether the session in question is named in the body beside the header that says who asks. */
    boolean tokenInBody() {
        return tokenInBody;
    }

    KeepAlive keepAlive() {
        return keepAlive;
    }
}
