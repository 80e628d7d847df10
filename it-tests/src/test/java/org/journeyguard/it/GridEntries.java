package org.journeyguard.it;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.HexFormat;
import java.util.Map;
import java.util.stream.Collectors;
import org.journeyguard.it.probe.GridServlet;

/**
 * What nodes have in Payara's data grid.
 *
 * @param node with the servlet that reads it
 */
record GridEntries(Endpoint node) implements StoredEntries {

    @Override
    public String text() {
        return digests().entrySet().stream()
                .map(entry -> entry.getKey() + " " + new String(HexFormat.of().parseHex(entry.getValue()), ISO_8859_1))
                .collect(Collectors.joining("\n"));
    }

    /** The values themselves, in hexadecimal digits. */
    @Override
    public Map<String, String> digests() {
        HttpResponse<String> all = node.get(GridServlet.PATH);
        assertThat(all.statusCode()).isEqualTo(200);
        return all.body()
                .lines()
                .map(line -> line.split(" ", 2))
                .collect(Collectors.toMap(parts -> parts[0], parts -> parts[1]));
    }

    @Override
    public void copy(String from, String to) {
        HttpResponse<String> copied = node.post(GridServlet.PATH, "from=" + from + "&to=" + to);
        assertThat(copied.statusCode()).as(copied.body()).isEqualTo(200);
    }
}
