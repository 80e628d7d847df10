package org.journeyguard.internal.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AddressRangeTest {

    @ParameterizedTest
    @CsvSource({
        "10.0.0.0/8,       10.255.0.1,              true",
        "10.0.0.0/8,       11.0.0.1,                false",
        "10.0.0.0/8,       ::ffff:10.1.2.3,         true",
        "10.0.0.0/8,       0:0:0:0:0:ffff:a01:203,  true",
        "10.0.0.0/8,       ::10.1.2.3,              false",
        "10.0.0.7,         10.0.0.7,                true",
        "10.0.0.7,         10.0.0.8,                false",
        "0.0.0.0/0,        203.0.113.9,             true",
        "0.0.0.0/0,        ::1,                     false",
        "::/0,             fd00::1,                 true",
        "::/0,             10.0.0.1,                false",
        "::1,              0:0:0:0:0:0:0:1,         true",
        "::1,              [::1],                   true",
        "::1,              ::2,                     false",
        "fe80::/10,        fe80::1%eth0,            true",
        "fe80::/10,        FEBF::1,                 true",
        "fe80::/10,        fec0::1,                 false",
        "2001:db8::/33,    2001:db8:7fff::1,        true",
        "2001:db8::/33,    2001:db8:8000::1,        false",
        "10.0.0.0/8,       localhost,               false",
        "10.0.0.0/8,       10.1.2,                  false",
        "10.0.0.0/8,       010.1.2.3,               false",
        "10.0.0.0/8,       '10.1.2.3, 1.1.1.1',     false",
        "10.0.0.0/8,       10.1.2.3:80,             false",
        "10.0.0.0/8,       '',                      false"
    })
    void rangeContainsAddressesOfItsPrefixInAnyNotation(String range, String address, boolean expected) {
        assertThat(AddressRange.parse(range).contains(IpAddress.parse(address))).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/8",
                "10.0.0.0/",
                "10.0.0.0/33",
                "10.0.0.0/-1",
                "10.0.0.0/08",
                "10.0.0.0/8/8",
                "10.0.0/8",
                "10.0.0.256",
                "10.0.0.1/8",
                "10.0.0.0/255.0.0.0",
                "10.*",
                "::/129",
                "::1/64",
                "1:2:3:4:5:6:7",
                "1:2:3:4:5:6:7:8:9",
                "1::2::3",
                ":::",
                "1::2:3:4:5:6:7:8",
                "12345::",
                "g::",
                "1.2.3.4::",
                "::1.2.3",
                "example.com",
                "10.0.0.\u0661"
            })
    void invalidRangeIsReported(String text) {
        assertThatThrownBy(() -> AddressRange.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("'" + text + "' is ");
    }

    /** The JDK reads the same literals; it is never asked about a name. */
    @Test
    void addressesAreReadAsTheJdkReadsThem() throws UnknownHostException {
        long seed = 20_260_316L;
        Random random = new Random(seed);
        List<String> groups = List.of("0", "1", "ffff", "A0b", "", "", ":", "1.2.3.4", "00ff");
        int valid = 0;
        for (int i = 0; i < 20_000; i++) {
            List<String> chosen = new ArrayList<>();
            int count = 2 + random.nextInt(8);
            for (int j = 0; j < count; j++) {
                chosen.add(groups.get(random.nextInt(groups.size())));
            }
            String text = String.join(":", chosen);
            byte[] own = IpAddress.parse(text);
            valid += own.length > 0 ? 1 : 0;
            if (!Arrays.equals(own, byTheJdk(text))) {
                throw new AssertionError(text + " with seed " + seed);
            }
        }
        assertThat(valid).isGreaterThan(50);
    }

    private static byte[] byTheJdk(String literal) {
        try {
            return InetAddress.getByName(literal).getAddress();
        } catch (UnknownHostException e) {
            return new byte[0];
        }
    }
}
