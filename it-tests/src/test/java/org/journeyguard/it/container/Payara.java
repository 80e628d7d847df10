package org.journeyguard.it.container;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.journeyguard.it.server.DataGrid;
import org.journeyguard.it.server.PayaraMicro;
import org.journeyguard.it.server.ServerProcess;

/** Payara Micro 6, which has all that is needed. */
public final class Payara implements Container {
    private final List<String> grid;

    /** A server that is alone. */
    public Payara() {
        this(DataGrid.OFF);
    }

    /** @param grid options for the data grid */
    public Payara(List<String> grid) {
        this.grid = List.copyOf(grid);
    }

    @Override
    public String title() {
        return "Payara Micro 6";
    }

    @Override
    public WebArchive equip(WebArchive library) {
        return library;
    }

    @Override
    public ServerProcess start(Path war, int port, String ready, Map<String, String> properties, Path home) {
        return PayaraMicro.start(
                Path.of(System.getProperty("payara.microJar")), war, port, ready, grid, properties, home);
    }
}
