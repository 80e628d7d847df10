package org.journeyguard.internal.migrate;

/**
 * One line of the report.
 *
 * @param kind the part of the report
 * @param origin the property that it is about, without its value
 * @param text what became of it
 */
record Finding(Kind kind, String origin, String text) {
    /** The parts of the report, in their order. */
    enum Kind {
        TAKEN_OVER("Taken over"),
        DIFFERENT("Decided differently"),
        NOT_AVAILABLE("Not available"),
        TO_DO("To do before the first start"),
        UNKNOWN("Not recognized: look these up yourself");

        private final String title;

        Kind(String title) {
            this.title = title;
        }

        String title() {
            return title;
        }
    }
}
