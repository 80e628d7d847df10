package org.journeyguard;

/** Something was asked for that this application has not been configured for. Left alone it becomes a 500. */
public final class NotConfigured extends JourneyException {
    private static final long serialVersionUID = 1L;

    private final String key;

    /**
     * @param key the configuration key that is missing
     */
    public NotConfigured(String key) {
        super("This needs the configuration key " + key + ", which is not set");
        this.key = key;
    }

    /** The configuration key that is missing. */
    public String key() {
        return key;
    }
}
