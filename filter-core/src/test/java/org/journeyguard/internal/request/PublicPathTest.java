package org.journeyguard.internal.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.journeyguard.fixtures.PathPatterns.publicPaths;

import java.util.List;
import org.journeyguard.fixtures.TestRequestFacts;
import org.journeyguard.internal.request.PathRules.Access;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PublicPathTest {
    private static final PathRules RULES =
            new PathRules(publicPaths("GET /status from 10.0.0.0/8 fd00::/8", "/ from ::1", "*.css  from  10.0.0.7"));

    private static Access access(String method, String path, String address) {
        return RULES.access(TestRequestFacts.of(method, path).with("address", address));
    }

    @ParameterizedTest
    @CsvSource({
        "GET,  /status, 10.1.2.3,  PUBLIC",
        "HEAD, /status, fd12::1,   PUBLIC",
        "GET,  /status, 192.0.2.1, PROTECTED",
        "POST, /status, 10.1.2.3,  PROTECTED",
        "GET,  /other,  10.1.2.3,  PROTECTED",
        "GET,  /,       ::1,       PUBLIC",
        "GET,  /,       10.1.2.3,  PROTECTED",
        "GET,  /x.css,  10.0.0.7,  PUBLIC",
        "GET,  /x.css,  10.0.0.8,  PROTECTED",
        "GET,  /status, unknown,   PROTECTED"
    })
    void ruleWithAddressesAppliesToTheirClients(String method, String path, String address, Access expected) {
        assertThat(access(method, path, address)).isEqualTo(expected);
    }

    /** Headers are what the client says; the container decides whom it believes. */
    @ParameterizedTest
    @ValueSource(strings = {"X-Forwarded-For", "Forwarded", "X-Real-IP", "X-Client-IP", "True-Client-IP", "Via"})
    void headersDoNotChangeTheClientAddress(String header) {
        TestRequestFacts request = TestRequestFacts.get("/status").with("address", "192.0.2.1");
        assertThat(RULES.access(request.with(header, "10.1.2.3"))).isEqualTo(Access.PROTECTED);
        assertThat(RULES.access(request.with(header, "for=10.1.2.3"))).isEqualTo(Access.PROTECTED);
    }

    @Test
    void pathIsProtectedForOtherAddressesInAnySpelling() {
        PathModel.forEachPath(3, raw -> {
            for (String container : List.of(PathModel.decoded(raw), "/", "/status")) {
                TestRequestFacts request = TestRequestFacts.get(raw).seenByContainerAs(container);
                assertThat(RULES.access(request.with("address", "192.0.2.1")))
                        .as(raw)
                        .isNotEqualTo(Access.PUBLIC);
            }
        });
    }

    @Test
    void forwardTargetIsPublicForTheSameAddresses() {
        TestRequestFacts target = TestRequestFacts.get("/status");
        assertThat(RULES.isPublicTarget(target.with("address", "10.0.0.1"))).isTrue();
        assertThat(RULES.isPublicTarget(target.with("address", "192.0.2.1"))).isFalse();
    }

    @Test
    void ruleWithAddressesCoversNoOther() {
        PathPattern status = PathPattern.parse("/status");
        assertThat(PublicPath.parse("/status from 10.0.0.0/8").covers(status)).isFalse();
        assertThat(PublicPath.parse("/status").covers(status)).isTrue();
    }

    @Test
    void toStringHasTheAddresses() {
        assertThat(PublicPath.parse(" GET  /status   from 10.0.0.0/8  ::1 "))
                .hasToString("GET  /status from 10.0.0.0/8 ::1");
    }

    @ParameterizedTest
    @ValueSource(strings = {" from 10.0.0.0/8", "  from ::1"})
    void addressesWithoutAPatternAreReportedAsAMissingPattern(String text) {
        assertThatThrownBy(() -> PublicPath.parse(text)).hasMessageContaining("is none of /x (exact)");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/x from",
                "/x from ",
                "/x from here",
                "/x from 10.0.0.0/8 and ::1",
                "from 10.0.0.0/8",
                "/x FROM ::1"
            })
    void ruleWithoutPatternOrValidAddressesIsReported(String text) {
        assertThatThrownBy(() -> PublicPath.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }
}
