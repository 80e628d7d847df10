package org.journeyguard.jcache;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import javax.cache.configuration.MutableCacheEntryListenerConfiguration;
import org.junit.jupiter.api.Test;

class ChangeReportsTest {

    @Test
    void configurationIsReadableWithoutApplicationClasses() throws Exception {
        ByteArrayOutputStream sent = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(sent)) {
            out.writeObject(new ChangeReports<byte[]>(name -> {}));
        }
        assertThat(sent.toString(ISO_8859_1)).doesNotContain("org.journeyguard");
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(sent.toByteArray()))) {
            assertThat(in.readObject()).isInstanceOf(MutableCacheEntryListenerConfiguration.class);
        }
    }
}
