package org.journeyguard.internal.authorization;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.journeyguard.fixtures.TestRequestFacts;
import org.journeyguard.internal.request.RequestFacts;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ResourceRulesTest {
    private static final String ALPHABET = "aZ09-._~!$&'()+,=:@/*?#%;[]{}|\\\"<> \u00e4\u20ac\ud83d\ude00";

    private static String resource(String url, String containerPath) {
        return resource(rules(url, "ignore"), TestRequestFacts.get(containerPath));
    }

    private static String resource(ResourceRules rules, RequestFacts facts) {
        return rules.base() + rules.path(facts);
    }

    private static ResourceRules rules(String url, String query) {
        return new ResourceRules(URI.create(url), QueryRules.of(Arrays.asList(query.split(", ", -1))));
    }

    @ParameterizedTest
    @CsvSource({
        "https://app.example.com,            /x,        https://app.example.com:443/x",
        "http://app.example.com,             /x,        http://app.example.com:80/x",
        "HTTPS://App.Example.com:8443/Shop,  /x,        https://app.example.com:8443/Shop/x",
        "http://[::1]:8080/shop,             /x,        http://[::1]:8080/shop/x",
        "https://app.example.com/shop,       '',        https://app.example.com:443/shop/",
        "https://app.example.com/shop,       /,         https://app.example.com:443/shop/",
        "https://app.example.com,            //x///y/,  https://app.example.com:443/x/y/",
        "https://app.example.com,            //,        https://app.example.com:443/",
        "https://app.example.com,            /x//,      https://app.example.com:443/x/",
        "https://app.example.com,            x/y,       https://app.example.com:443/x/y",
        "https://app.example.com,            /x;a=b/y;c, https://app.example.com:443/x/y",
        "https://app.example.com,            /a b,      https://app.example.com:443/a%20b",
        "https://app.example.com,            /grüße,    https://app.example.com:443/gr%C3%BC%C3%9Fe",
        "https://app.example.com,            /50%,      https://app.example.com:443/50%25",
        "https://app.example.com,            /orders/*, https://app.example.com:443/orders/%2A",
        "https://app.example.com,            /a-*-b,    https://app.example.com:443/a-%2A-b",
        "https://app.example.com,            /a?b#c,    https://app.example.com:443/a%3Fb%23c",
    })
    void resourceIsTheNormalisedUrlWithPortAndContext(String url, String path, String resource) {
        assertThat(resource(url, path)).isEqualTo(resource);
    }

    @Test
    void differentPathsHaveDifferentResourcesWithoutWildcards() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        int[] characters = ALPHABET.codePoints().filter(c -> c != ';').toArray();
        for (int i = 0; i < 5_000; i++) {
            StringBuilder path = new StringBuilder("/x");
            random.ints(random.nextInt(12), 0, characters.length).forEach(c -> path.appendCodePoint(characters[c]));
            String read = path.toString().replaceAll("/{2,}", "/");
            String resource = resource("https://a", path.toString());
            assertThat(resource).as("seed %s, path %s", seed, path).matches("https://a:443/[^*?#; ]*");
            String decoded = URLDecoder.decode(resource.replace("+", "%2B"), StandardCharsets.UTF_8);
            assertThat(decoded).as("seed %s", seed).isEqualTo("https://a:443" + read);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "ignore,    action=view,             ''",
        "keep,      ,                        ''",
        "keep,      '',                      ''",
        "keep,      &&,                      ''",
        "keep,      b=1&a=2,                 ?a=2&b=1",
        "keep,      a=2&b=1&a=1,             ?a=2&a=1&b=1",
        "keep,      %61ction=%76iew,         ?action=view",
        "keep,      q=a+b%20c,               ?q=a%20b%20c",
        "keep,      q=%C3%BC,                ?q=%C3%BC",
        "keep,      q=*,                     ?q=%2A",
        "keep,      q=a%26b%3Dc,             ?q=a%26b%3Dc",
        "keep,      q=50%,                   ?q=50%25",
        "keep,      flag,                    ?flag=",
        "keep,      flag=,                   ?flag=",
        "keep,      =x,                      ?=x",
        "keep,      =,                       ?=",
        "keep,      q=1=2,                   ?q=1%3D2",
        "keep,      u=http://x/y?z,          ?u=http://x/y%3Fz",
        "'action, id', x=1&id=7&action=view, ?action=view&id=7",
        "'action, id', x=1,                  ''",
        "'action, id', ACTION=view,          ''",
        "action,    %61ction=delete,         ?action=delete",
    })
    void queryIsSortedAndNormalised(String setting, String query, String added) {
        TestRequestFacts facts = TestRequestFacts.get("/x");
        assertThat(resource(rules("https://a", setting), query == null ? facts : facts.withQuery(query)))
                .isEqualTo("https://a:443/x" + added);
    }

    @Test
    void queryIsIgnoredByDefault() {
        assertThat(QueryRules.of(List.of()).addTo("x", "a=1")).isEqualTo("x");
    }
}
