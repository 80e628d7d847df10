package org.journeyguard.am;

/** The ways in which servers speak about sessions; newest first. */
enum Dialect {
    /** PingAM 7 and 8, Advanced Identity Cloud. */
    PINGAM("getSessionInfo", "4.0", "3.1", "3.1", true),
    /** OpenAM 14 to 16. */
    OPENAM("getSessionInfo", "2.0", "2.0", "2.0", false),
    /** OpenAM 12 and 13: a plain yes or no, without expiry. */
    EARLY("validate", "1.2", "1.2", "1.2", false);

    private final String infoAction;
    private final String infoResource;
    private final String logoutResource;
    private final String propertiesResource;
    private final boolean tokenInBody;

    Dialect(
            String infoAction,
            String infoResource,
            String logoutResource,
            String propertiesResource,
            boolean tokenInBody) {
        this.infoAction = infoAction;
        this.infoResource = infoResource;
        this.logoutResource = logoutResource;
        this.propertiesResource = propertiesResource;
        this.tokenInBody = tokenInBody;
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
}
