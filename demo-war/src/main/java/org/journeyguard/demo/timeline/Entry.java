package org.journeyguard.demo.timeline;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.time.Instant;
import java.util.Locale;

/**
 * An entry of a timeline.
 *
 * @param id increases from entry to entry
 * @param at when it happened last
 * @param count how often it happened in a row
 */
record Entry(long id, Instant at, Happening happening, int count) {

    Entry again(Instant now, Happening latest) {
        return new Entry(id, now, latest, count + 1);
    }

    JsonObject json() {
        return Json.createObjectBuilder()
                .add("id", id)
                .add("at", at.toString())
                .add("kind", happening.kind().name().toLowerCase(Locale.ROOT).replace('_', '-'))
                .add("request", happening.request())
                .add("what", happening.what())
                .add("detail", happening.detail())
                .add("count", count)
                .build();
    }
}
