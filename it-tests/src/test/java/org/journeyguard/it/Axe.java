package org.journeyguard.it;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Checks pages with axe-core, as they look in the light and in the dark, on a desk and on a small phone. */
final class Axe {
    private static final String SCRIPT = script();
    private static final String RUN = """
            async () => (await axe.run()).violations.flatMap(violation =>
                violation.nodes.map(node => `${violation.id} at ${node.target}: ${node.failureSummary}`))
            """;
    private static final String WIDTH = "document.documentElement.scrollWidth";
    private static final List<Integer> WIDTHS = List.of(1280, 360);
    private static final int HEIGHT = 900;

    private Axe() {}

    /** Returns what it finds, and where a page is wider than its window; empty for nothing. */
    static List<String> violations(Page page) {
        page.evaluate(SCRIPT);
        List<String> all = new ArrayList<>();
        for (ColorScheme scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
            page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(scheme));
            for (int width : WIDTHS) {
                page.setViewportSize(width, HEIGHT);
                String where = page.url() + ", " + scheme + ", " + width + " pixels: ";
                ((List<?>) page.evaluate(RUN)).forEach(each -> all.add(where + each));
                int wide = ((Number) page.evaluate(WIDTH)).intValue();
                if (wide > width) {
                    all.add(where + "is " + wide + " pixels wide");
                }
            }
        }
        return all;
    }

    private static String script() {
        try (InputStream script = Axe.class.getResourceAsStream("/axe.min.js")) {
            if (script == null) {
                throw new IllegalStateException("axe-core is missing");
            }
            return new String(script.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
