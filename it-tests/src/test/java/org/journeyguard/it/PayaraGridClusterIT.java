package org.journeyguard.it;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.journeyguard.it.container.Container;
import org.journeyguard.it.container.Payara;
import org.journeyguard.it.probe.GridServlet;
import org.journeyguard.it.server.DataGrid;

/** The checks on two nodes of Payara Micro, in its data grid. */
class PayaraGridClusterIT extends ClusterChecks {
    private static final int NODES = 2;

    private final DataGrid grid = DataGrid.of("journeyguard-it", NODES + 1);

    @Override
    List<? extends Container> containers() {
        return IntStream.range(0, NODES).mapToObj(this::member).toList();
    }

    @Override
    Container another() {
        return member(NODES);
    }

    private Payara member(int node) {
        return new Payara(Stream.concat(
                        grid.options(node).stream(),
                        Stream.of("--logproperties", Servers.logging().toString()))
                .toList());
    }

    @Override
    WebArchive completed(WebArchive war) {
        return war.addClass(GridServlet.class);
    }

    @Override
    StoredEntries entries() {
        return new GridEntries(a);
    }

    @Override
    Map<String, String> engine(int node) {
        return Map.of("journey.cluster", "jcache");
    }
}
