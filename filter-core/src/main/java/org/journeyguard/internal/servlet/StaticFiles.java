package org.journeyguard.internal.servlet;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.servlet.ServletContext;
import java.net.MalformedURLException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.LongSupplier;

/**
 * Finds which paths are files of the application: in its WAR, or below {@code META-INF/resources} of its jars. Caches the results for ten
 * seconds, so that files added to an expanded WAR, or removed from it, are noticed.
 */
public final class StaticFiles {
    private static final Duration REMEMBERED = Duration.ofSeconds(10);
    /** In characters of paths, which clients choose. */
    private static final int MOST_REMEMBERED = 1_000_000;

    private static final int COST_OF_ENTRY = 100;
    private static final List<String> HIDDEN = List.of("/WEB-INF/", "/META-INF/");

    private final ServletContext context;
    private final Cache<String, Boolean> known;

    public StaticFiles(ServletContext context, LongSupplier nanoTime) {
        this.context = context;
        this.known = Caffeine.newBuilder()
                .maximumWeight(MOST_REMEMBERED)
                .weigher((String path, Boolean isFile) -> path.length() + COST_OF_ENTRY)
                .expireAfterWrite(REMEMBERED)
                .ticker(nanoTime::getAsLong)
                .build();
    }

    /**
     * Whether there is a file.
     *
     * @param path below the context, as the container decodes it
     * @return false for folders, for what the container hides, and when the name differs even in the case of a letter
     */
    boolean has(String path) {
        Boolean answer = known.getIfPresent(path);
        if (answer == null) {
            answer = !isHidden(path) && exists(path) && isListed(path);
            known.put(path, answer);
        }
        return answer;
    }

    private static boolean isHidden(String path) {
        return HIDDEN.stream().anyMatch(folder -> path.regionMatches(true, 0, folder, 0, folder.length()));
    }

    private boolean exists(String path) {
        try {
            return context.getResource(path) != null;
        } catch (MalformedURLException | IllegalArgumentException e) {
            // not a name that a file could have
            return false;
        }
    }

    /** Folders are listed with a trailing slash, and names that only the file system considers equal are not listed. */
    private boolean isListed(String path) {
        Set<String> siblings = context.getResourcePaths(path.substring(0, path.lastIndexOf('/') + 1));
        return siblings != null && siblings.contains(path);
    }
}
