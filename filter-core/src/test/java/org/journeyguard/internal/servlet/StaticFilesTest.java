package org.journeyguard.internal.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.ServletContext;
import java.lang.reflect.Proxy;
import java.net.MalformedURLException;
import java.net.URL;
import java.time.Duration;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.journeyguard.test.ManualTime;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** On a file system that does not tell capital letters from small ones, as containers without a check of their own show it. */
class StaticFilesTest {
    private static final Set<String> SHOWN =
            Set.of("/site.css", "/a/b.css", "/WEB-INF/x.css", "/META-INF/x.css", "/dir.css/");

    private final ManualTime time = new ManualTime();
    private final Set<String> files = new TreeSet<>(SHOWN);
    private int questions;
    private final StaticFiles known = new StaticFiles(
            (ServletContext) Proxy.newProxyInstance(
                    getClass().getClassLoader(),
                    new Class<?>[] {ServletContext.class},
                    (self, method, args) -> method.getName().equals("getResource")
                            ? resource((String) args[0])
                            : siblings((String) args[0])),
            time::nanoTime);

    private @Nullable URL resource(String path) throws MalformedURLException {
        questions++;
        if (!path.startsWith("/")) {
            throw new MalformedURLException(path);
        }
        if (path.indexOf('\u0000') >= 0) {
            throw new IllegalArgumentException("Nul character not allowed");
        }
        boolean isThere = files.stream()
                .map(file -> file.replaceFirst("/$", "").toLowerCase(Locale.ROOT))
                .anyMatch(path.replaceFirst("/$", "").toLowerCase(Locale.ROOT)::equals);
        return isThere ? new URL("file:" + path) : null;
    }

    private @Nullable Set<String> siblings(String folder) {
        Set<String> found = files.stream()
                .filter(file -> file.startsWith(folder) && !file.equals(folder))
                .map(file -> file.substring(0, folder.length())
                        + file.substring(folder.length()).replaceFirst("/.+", "/"))
                .collect(Collectors.toSet());
        return found.isEmpty() ? null : found;
    }

    @ParameterizedTest
    @ValueSource(strings = {"/site.css", "/a/b.css"})
    void fileIsFoundByItsExactName(String path) {
        assertThat(known.has(path)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/SITE.css",
                "/A/b.css",
                "/dir.css",
                "/dir.css/",
                "/",
                "",
                "/none.css",
                "/none/x.css",
                "site.css",
                "/site.css\u0000"
            })
    void otherPathsAreNotFiles(String path) {
        assertThat(known.has(path)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/WEB-INF/x.css", "/web-inf/x.css", "/META-INF/x.css", "/Meta-Inf/x.css"})
    void hiddenFoldersHaveNoFiles(String path) {
        assertThat(known.has(path)).isFalse();
    }

    @Test
    void lookUpIsCachedForTenSeconds() {
        for (int i = 0; i < 5; i++) {
            assertThat(known.has("/site.css")).isTrue();
            assertThat(known.has("/new.css")).isFalse();
        }
        assertThat(questions).isEqualTo(2);

        files.remove("/site.css");
        files.add("/new.css");
        time.pass(Duration.ofSeconds(11));
        assertThat(known.has("/site.css")).isFalse();
        assertThat(known.has("/new.css")).isTrue();
    }
}
