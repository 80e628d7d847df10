package org.journeyguard.it;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.journeyguard.it.container.Container;
import org.journeyguard.it.container.Payara;
import org.journeyguard.it.server.DataGrid;

/** The checks on two nodes of Payara Micro, in its data grid. */
class PayaraGridClusterIT extends ShortClusterChecks {

    @Override
    List<? extends Container> containers() {
        DataGrid grid = DataGrid.of("journeyguard-it", 2);
        return IntStream.range(0, 2)
                .mapToObj(node -> new Payara(Stream.concat(
                                grid.options(node).stream(),
                                Stream.of("--logproperties", Servers.logging().toString()))
                        .toList()))
                .toList();
    }

    @Override
    Map<String, String> engine(int node) {
        return Map.of("journey.cluster", "jcache");
    }
}
