package org.journeyguard.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.journeyguard.it.App.and;
import static org.journeyguard.it.App.cookie;

import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.journeyguard.it.am.Provisioner;
import org.jspecify.annotations.Nullable;

/**
 * A request as it was written to the socket, its answer, and what it reached behind the filter.
 *
 * @param reached the servlet with its path and the resource, by the witnesses' word; empty when it got past no filter
 */
record Probe(String target, RawHttp.Reply reply, String reached) {
    /** In every protected file. */
    static final String MARK = "for signed-in users only";

    private static final List<String> MARKS = List.of(MARK, "anything", "Hello, ", "id=\"name\"", "# TYPE", "openapi:");
    private static final AtomicInteger SENT = new AtomicInteger();
    private static final int AT_ONCE = 8;

    private static @Nullable String witness;

    static Probe get(String target, String... headers) {
        return all(List.of(target), headers).get(0);
    }

    static Probe of(String method, String target, String... headers) {
        return all(method, List.of(target), headers).get(0);
    }

    static List<Probe> all(Collection<String> targets, String... headers) {
        return all("GET", targets, headers);
    }

    static List<Probe> all(String method, Collection<String> targets, String... headers) {
        ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE);
        try {
            List<String> ids = new ArrayList<>();
            List<Future<RawHttp.Reply>> replies = new ArrayList<>();
            for (String target : targets) {
                String id = "probe-" + SENT.incrementAndGet();
                ids.add(id);
                replies.add(threads.submit(() -> RawHttp.send(method, target, and(headers, "X-Probe", id))));
            }
            List<RawHttp.Reply> answered = new ArrayList<>();
            for (Future<RawHttp.Reply> reply : replies) {
                answered.add(reply.get());
            }
            Map<String, String> seen = seen();
            List<Probe> probes = new ArrayList<>();
            for (String target : targets) {
                int i = probes.size();
                probes.add(new Probe(target, answered.get(i), seen.getOrDefault(ids.get(i), "")));
            }
            return probes;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        } finally {
            threads.shutdownNow();
        }
    }

    /** What the witnesses have seen since they were last asked. */
    private static Map<String, String> seen() {
        Map<String, String> seen = new HashMap<>();
        HttpResponse<String> told = App.get("/witness", cookie(witness()));
        if (told.statusCode() != 200) {
            // other tests end all sessions of the user
            witness = null;
            told = App.get("/witness", cookie(witness()));
        }
        assertThat(told.statusCode()).as("witnesses that speak").isEqualTo(200);
        for (String line : told.body().split("\n", -1)) {
            String[] parts = line.strip().split(" ", 2);
            if (parts.length == 2) {
                seen.merge(parts[0], parts[1], (first, second) -> first + "; " + second);
            }
        }
        return seen;
    }

    private static synchronized String witness() {
        if (witness == null) {
            witness = Servers.am().rest().login("", Provisioner.ADMIN_USER, Provisioner.USER_PASSWORD);
        }
        return witness;
    }

    /** Whether it got past the filter, or shows something that only users may see. */
    boolean foundSomething() {
        return !reached.isEmpty() || MARKS.stream().anyMatch(reply.body()::contains);
    }

    boolean isOurs(int status) {
        return reply.status() == status && reply.header("Content-Type").startsWith("application/problem+json");
    }

    /** Whether the container has answered before any filter saw the request. */
    boolean isByContainer(int status) {
        return reply.status() == status && !isOurs(status) && reached.isEmpty();
    }

    /** Whether the container has answered, before any filter, that a folder has a slash at its end. */
    boolean isRedirectToFolder() {
        return isByContainer(301) && reply.header("Location").matches(Servers.appUrl() + "/(.*/)?");
    }

    /** Whether this is the answer that Grizzly gives, before any filter, to escapes and authorities that it can't read. */
    boolean isEmptyOk() {
        return isByContainer(200) && reply.body().isEmpty();
    }

    /**
     * Whether nobody got anywhere. Where the last segment is two dots, Grizzly may read past the end of its buffer before any
     * filter is called, if the buffer happens to end there; it then gives the same empty answer.
     */
    boolean isRefused() {
        return isOurs(401) || (target.matches(".*/\\.\\.(;jsessionid=.*)?") && isEmptyOk());
    }
}
