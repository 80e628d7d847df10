package org.journeyguard;

/** The application used a feature that is not configured. If not caught, it becomes a 500. */
public final class NotConfigured extends JourneyException {
    private static final long serialVersionUID = 1L;

    private final String key;

    /**
     * @param key the missing configuration key
     */
    public NotConfigured(String key) {
        super("This needs the configuration key " + key + ", which is not set");
        this.key = key;
    }

    /** Returns the missing configuration key. */
    public String key() {
        return key;
    }
}
