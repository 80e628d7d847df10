package org.journeyguard.internal.am;

import java.util.stream.Stream;
import org.journeyguard.test.FakeReply;
import org.journeyguard.test.Fault;
import org.junit.jupiter.api.Named;

/** Everything that an AM, or what stands in front of it, has been seen to do instead of answering. */
public final class Moods {
    private Moods() {}

    /** For {@code @MethodSource}. */
    public static Stream<Named<Fault>> all() {
        FakeReply html =
                FakeReply.json(200, "<html><body>Please wait</body></html>").with("Content-Type", "text/html");
        return Stream.of(
                Named.of("connection dropped", Fault.DROP),
                Named.of("no answer", Fault.HANG),
                Named.of("answer without end, slowly", Fault.TRICKLE),
                Named.of("answer without end, fast", Fault.FLOOD),
                Named.of("connection dropped after answering", Fault.DROP_AFTER_ANSWERING),
                Named.of("10 MB", Fault.reply(200, "{\"username\":\"" + "x".repeat(10_000_000) + "\"}")),
                Named.of("204", Fault.reply(204, "")),
                Named.of("302", Fault.reply(FakeReply.json(302, "").with("Location", "http://127.0.0.1:1/"))),
                Named.of("400", Fault.reply(400, "{\"code\":400,\"reason\":\"Bad Request\"}")),
                Named.of("403", Fault.reply(403, "Forbidden")),
                Named.of("404", Fault.reply(404, "")),
                Named.of("429", Fault.reply(FakeReply.json(429, "{}").with("Retry-After", "7"))),
                Named.of("500", Fault.reply(500, "{\"code\":500,\"valid\":false}")),
                Named.of("501", Fault.reply(501, "{\"code\":501,\"reason\":\"Not Implemented\"}")),
                Named.of("503", Fault.reply(503, "")),
                Named.of("a status that no RFC knows", Fault.reply(799, "{}")),
                Named.of("HTML", Fault.reply(html)),
                Named.of("nothing", Fault.reply(200, "")),
                Named.of("broken JSON", Fault.reply(200, "{\"username\":\"alice\",\"realm\"")),
                Named.of("JSON of another kind", Fault.reply(200, "[1,2,3]")),
                Named.of("members of another type", Fault.reply(200, "{\"username\":{\"a\":1},\"successURL\":[1]")),
                Named.of("deep JSON", Fault.reply(200, "{\"properties\":" + "{\"a\":".repeat(100_000))),
                Named.of(
                        "an unknown charset",
                        Fault.reply(FakeReply.json(200, "{").with("Content-Type", "text/plain;charset=bogus"))),
                Named.of(
                        "a broken content type",
                        Fault.reply(FakeReply.json(200, "{").with("Content-Type", ";;;="))));
    }
}
