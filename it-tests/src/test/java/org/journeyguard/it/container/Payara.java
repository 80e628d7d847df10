package org.journeyguard.it.container;

import java.nio.file.Path;
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
        this("Payara Micro 6", "payara.microJar", Jdk.current(), grid);
    }

    private Payara(String title, String jar, Jdk jdk, List<String> grid) {
        this.title = title;
        this.jar = Path.of(System.getProperty(jar));
        this.jdk = jdk;
        this.grid = List.copyOf(grid);
    }

    /** Payara Micro 7, of Jakarta EE 11. */
    public static Payara ofJakartaEe11() {
        return new Payara("Payara Micro 7", "payara7.microJar", Launch.jdkOfJakartaEe11(), DataGrid.OFF);
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
        return PayaraMicro.start(jdk, jar, war, port, ready, grid, properties, home);
    }
}
