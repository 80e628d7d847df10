package org.journeyguard.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lettuce.core.RedisCredentials;
import io.lettuce.core.RedisURI;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RedisAddressTest {
    private static final String SECRET = "5ecret";

    @Test
    void singleUrlIsASingleServer() {
        RedisAddress address = read(Map.of("redis.url", " redis://redis.example.com:7000/2 "));
        assertThat(address.isCluster()).isFalse();
        RedisURI uri = address.uris().get(0);
        assertThat(uri.getHost()).isEqualTo("redis.example.com");
        assertThat(uri.getPort()).isEqualTo(7000);
        assertThat(uri.getDatabase()).isEqualTo(2);
        assertThat(uri.isSsl()).isFalse();
    }

    @Test
    void defaultPortIs6379() {
        RedisURI uri =
                read(Map.of("redis.url", "rediss://redis.example.com")).uris().get(0);
        assertThat(uri.getPort()).isEqualTo(6379);
        assertThat(uri.isSsl()).isTrue();
        assertThat(uri.isVerifyPeer()).isTrue();
    }

    @Test
    void severalUrlsAreACluster() {
        RedisAddress address = read(Map.of("redis.url", "rediss://a:7000, rediss://b:7001,rediss://b:7001"));
        assertThat(address.isCluster()).isTrue();
        assertThat(address.uris()).extracting(RedisURI::getHost).containsExactly("a", "b", "b");
        assertThat(address.uris()).allMatch(RedisURI::isSsl);
    }

    @Test
    void sentinelUrlNamesAllSentinels() {
        RedisAddress address = read(Map.of("redis.url", "redis-sentinel://a:26379,b/1#primary"));
        assertThat(address.isCluster()).isFalse();
        RedisURI uri = address.uris().get(0);
        assertThat(uri.getSentinelMasterId()).isEqualTo("primary");
        assertThat(uri.getDatabase()).isEqualTo(1);
        assertThat(uri.getSentinels()).extracting(RedisURI::getPort).containsExactly(26379, 26379);
        assertThat(read(Map.of("redis.url", "rediss-sentinel://a#primary"))
                        .uris()
                        .get(0)
                        .isSsl())
                .isTrue();
    }

    @Test
    void passwordKeyOverridesTheUrl() {
        String url = "redis://someone:other@a:7000,redis://b:7001";
        for (RedisURI uri :
                read(Map.of("redis.url", url, "redis.password", SECRET)).uris()) {
            assertThat(credentials(uri).getUsername()).isNull();
            assertThat(credentials(uri).getPassword()).isEqualTo(SECRET.toCharArray());
        }
        Map<String, String> withUser = Map.of("redis.url", url, "redis.password", SECRET, "redis.user", "guard");
        assertThat(read(withUser).uris())
                .extracting(uri -> credentials(uri).getUsername())
                .containsOnly("guard");
    }

    @Test
    void toStringOmitsThePasswordOfTheUrl() {
        RedisAddress address = read(Map.of("redis.url", "redis://guard:" + SECRET + "@a:7000"));
        assertThat(credentials(address.uris().get(0)).getPassword()).isEqualTo(SECRET.toCharArray());
        assertThat(address.toString()).doesNotContain(SECRET);
    }

    @Test
    void userWithoutPasswordIsReported() {
        assertThatThrownBy(() -> read(Map.of("redis.url", "redis://a", "redis.user", "guard")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("journey.cluster.redis.user is set without journey.cluster.redis.password");
    }

    @Test
    void missingUrlIsReported() {
        assertThatThrownBy(() -> read(Map.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("journey.cluster.redis.url is missing; expected is redis://host:6379");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ",",
                "a:7000",
                "http://x:5ecret@a",
                "redis:",
                "redis://",
                "redis://x:5ecret@",
                "redis://x:5ecret@/1",
                "redis://x:5ecret@a:port",
                "redis://x:5ecret@a:70000",
                "redis://x:5ecret@a:-1",
                "redis://x:5ecret@a/one",
                "redis://x:5ecret@a/-1",
                "redis://x:5ecret@a b",
                "redis://x:5ecret%@a",
                "redis://x:5ecret^@a",
                "redis://x:5ecret@a,",
                "redis://x:5ecret@a,b:7001",
                "redis://x:5ecret@a/1,redis://b:7001",
                "redis://x:5ecret@a,rediss://b:7001",
                "redis://x:5ecret@a,redis-sentinel://b#primary",
                "redis-sentinel://x:5ecret@a",
                "redis-sentinel://x:5ecret@a#",
                "redis-sentinel://#primary",
                "redis-sentinel://x:5ecret@#primary",
                "redis-sentinel://x:5ecret@a:port#primary",
                "redis-socket:///x:5ecret",
                "redis+tls://x:5ecret@a",
            })
    void invalidUrlIsReportedWithoutShowingIt(String url) {
        assertThatThrownBy(() -> read(Map.of("redis.url", url)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("journey.cluster.redis.url ")
                .hasNoCause()
                .message()
                .doesNotContain(SECRET, "x:");
    }

    private static RedisAddress read(Map<String, String> properties) {
        return RedisAddress.read(Nodes.settings("address", properties));
    }

    private static RedisCredentials credentials(RedisURI uri) {
        return uri.getCredentialsProvider().resolveCredentials().block();
    }
}
