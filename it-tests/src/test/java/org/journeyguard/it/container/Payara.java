package org.journeyguard.it.container;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.journeyguard.it.server.DataGrid;
import org.journeyguard.it.server.Jdk;
import org.journeyguard.it.server.PayaraMicro;
import org.journeyguard.it.server.ServerProcess;

/** Payara Micro, which has all that is needed. */
public final class Payara implements Container {
    private final String title;
    private final Path jar;
    private final Jdk jdk;
    private final List<String> grid;
    private final Map<String, String> needed;

    /** Payara Micro 6, alone. */
    public Payara() {
        this(DataGrid.OFF);
    }

    /**
     * Payara Micro 6.
     *
     * @param grid options for the data grid
     */
    public Payara(List<String> grid) {
        this("Payara Micro 6", "payara.microJar", Jdk.current(), grid, Map.of());
    }

    private Payara(String title, String jar, Jdk jdk, List<String> grid, Map<String, String> needed) {
        this.title = title;
        this.jar = Path.of(System.getProperty(jar));
        this.jdk = jdk;
        this.grid = List.copyOf(grid);
        this.needed = Map.copyOf(needed);
    }

    /** Payara Micro 7, of Jakarta EE 11. It decides about {@code @RolesAllowed} of resources itself. */
    public static Payara ofJakartaEe11() {
        return new Payara(
                "Payara Micro 7",
                "payara7.microJar",
                Launch.jdkOfJakartaEe11(),
                DataGrid.OFF,
                Map.of("journey.jakarta-security", "true"));
    }

    @Override
    public String title() {
        return title;
    }

    @Override
    public WebArchive equip(WebArchive library) {
        return library;
    }

    @Override
    public ServerProcess start(Path war, int port, String ready, Map<String, String> properties, Path home) {
        Map<String, String> all = new HashMap<>(properties);
        all.putAll(needed);
        return PayaraMicro.start(jdk, jar, war, port, ready, grid, all, home);
    }
}
