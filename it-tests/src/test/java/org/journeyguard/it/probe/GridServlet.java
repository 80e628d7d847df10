package org.journeyguard.it.probe;

import com.hazelcast.cache.ICache;
import com.hazelcast.core.HazelcastInstance;
import jakarta.annotation.Resource;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.HexFormat;
import java.util.List;
import javax.cache.Cache;

/**
 * Payara's data grid, as whoever has access to it sees it: lists all entries of all caches, each as a line with its name and its value in
 * hexadecimal digits, and copies the value of an entry over another one's.
 */
@WebServlet(GridServlet.PATH)
public class GridServlet extends HttpServlet {
    /** Public. */
    public static final String PATH = "/open/grid";

    private static final long serialVersionUID = 1L;

    // injected
    @SuppressWarnings("NullAway.Init")
    @Resource(lookup = "payara/Hazelcast")
    private transient HazelcastInstance grid;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setContentType("text/plain");
        for (ICache<String, byte[]> cache : caches()) {
            for (Cache.Entry<String, byte[]> entry : cache) {
                response.getWriter()
                        .println(entry.getKey() + " " + HexFormat.of().formatHex(entry.getValue()));
            }
        }
    }

    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String from = request.getParameter("from");
        String to = request.getParameter("to");
        byte[] value = holding(from).get(from);
        holding(to).put(to, value);
    }

    private ICache<String, byte[]> holding(String name) {
        return caches().stream()
                .filter(cache -> cache.containsKey(name))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("there is no entry " + name));
    }

    @SuppressWarnings("unchecked") // all caches are JourneyGuard's
    private List<ICache<String, byte[]>> caches() {
        return grid.getDistributedObjects().stream()
                .filter(ICache.class::isInstance)
                .map(cache -> (ICache<String, byte[]>) cache)
                .toList();
    }
}
