package org.journeyguard.internal.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.journeyguard.fixtures.PathPatterns.publicPaths;

import org.journeyguard.fixtures.TestRequestFacts;
import org.journeyguard.internal.request.PathRules.Access;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Rules 9 and 10 by example; {@link PathRulesModelTest} goes through the combinations. */
class PathRulesTest {
    private static final PathRules RULES =
            new PathRules(publicPaths("/static/*", "*.css", "/exact", "/caf\u00e9", "GET /api/news", "POST /api/vote"));
    private static final PathRules ROOT = new PathRules(publicPaths("/"));

    private static Access access(String rawPath) {
        return RULES.access(TestRequestFacts.get(rawPath).seenByContainerAs("/static/x"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/static", "/static/", "/static/a/b", "/static/a%20b", "/static/a b", "/exact", "/caf%C3%A9"})
    void plainPublicPathIsPublic(String rawPath) {
        assertThat(access(rawPath)).isEqualTo(Access.PUBLIC);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/static/;x=1",
                "/static;x=1/a",
                "/static/a;b",
                "/static/%2541",
                "/static//a",
                "//static/a",
                "/static/a//",
                "/static/../account",
                "/static/./a",
                "/static/..",
                "/static/.",
                "/static/%2e%2e/account",
                "/static/.%2E/account",
                "/static/%2e",
                "/static/%c0%ae%c0%ae/account",
                "/static/%c0%afaccount",
                "/static/%ff",
                "/static/%ed%a0%80",
                "/static/%",
                "/static/%4",
                "/static/%zz",
                "/static/%u002e",
                "/static/%\uff14\uff11",
                "/static/\u00e4",
                "/static/a#b",
                "static/a",
                "/account;.css",
                "/account/x;.css",
                "/exact/",
                "/EXACT",
                "/account",
                ""
            })
    void pathWithTwoReadingsIsProtected(String rawPath) {
        assertThat(access(rawPath)).isEqualTo(Access.PROTECTED);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/static/%2faccount",
                "/static/%2Faccount",
                "/static/%5caccount",
                "/static/%5C..",
                "/static/\\account",
                "/account%3b.css",
                "/account%3B.css",
                "/account%00.css",
                "/account%0a.css",
                "/account%1F",
                "/account%7f",
                "/account\u0000",
                "/account\n",
                "/account\u007f",
                "/static/..;/account",
                "/static/.;/account",
                "/static/..;",
                "/static/..;x=y/account",
                "/static/%2e%2e;/account",
                "/static/.%2e;a;b/account",
                "/..;/account"
            })
    void attackPathIsMalformedWithAndWithoutPublicPaths(String rawPath) {
        assertThat(access(rawPath)).isEqualTo(Access.MALFORMED);
        PathRules closed = new PathRules(publicPaths());
        assertThat(closed.access(TestRequestFacts.get(rawPath))).isEqualTo(Access.MALFORMED);
    }

    @ParameterizedTest
    @CsvSource({"/account;jsessionid=1", "/account;a=b;c=d/x", "/account/...;x", "/account;..", "/a;./b"})
    void parameterOnAProtectedPathIsAllowed(String rawPath) {
        assertThat(access(rawPath)).isEqualTo(Access.PROTECTED);
    }

    @ParameterizedTest
    @CsvSource({
        "/static/a, /account,  PROTECTED",
        "/account,  /static/a, PROTECTED",
        "/static/a, '',        PROTECTED",
        "/static/a, /exact,    PUBLIC",
        "/static/a, /x.css,    PROTECTED",
        "/x.css,    /static/a, PROTECTED",
        "/x.css,    /y.css,    PROTECTED"
    })
    void pathMustBePublicInBothReadings(String rawPath, String containerPath, Access expected) {
        assertThat(RULES.access(TestRequestFacts.get(rawPath).seenByContainerAs(containerPath)))
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "GET,    /api/news, PUBLIC",
        "HEAD,   /api/news, PUBLIC",
        "POST,   /api/news, PROTECTED",
        "get,    /api/news, PROTECTED",
        "POST,   /api/vote, PUBLIC",
        "GET,    /api/vote, PROTECTED",
        "HEAD,   /api/vote, PROTECTED",
        "DELETE, /static/x, PUBLIC"
    })
    void patternWithMethodOpensThePathForThatMethodOnly(String method, String path, Access expected) {
        assertThat(RULES.access(TestRequestFacts.of(method, path))).isEqualTo(expected);
    }

    @Test
    void suffixOpensFilesButNotServlets() {
        assertThat(RULES.access(TestRequestFacts.get("/theme/a.css"))).isEqualTo(Access.PUBLIC);
        assertThat(RULES.access(TestRequestFacts.get("/api/users.css").servedByServlet()))
                .isEqualTo(Access.PROTECTED);
        assertThat(RULES.access(TestRequestFacts.get("/static/a.css").servedByServlet()))
                .isEqualTo(Access.PUBLIC);
    }

    @ParameterizedTest
    @CsvSource({
        "GET, PUBLIC",
        "HEAD, PUBLIC",
        "POST, PROTECTED",
        "PUT, PROTECTED",
        "OPTIONS, PROTECTED",
        "get, PROTECTED"
    })
    void suffixOpensFilesForGetAndHeadOnly(String method, Access expected) {
        assertThat(RULES.access(TestRequestFacts.of(method, "/theme/a.css"))).isEqualTo(expected);
    }

    @Test
    void suffixOpensADispatchTargetOnlyIfItIsAFile() {
        TestRequestFacts target = TestRequestFacts.get("/theme/a.css");
        assertThat(RULES.isPublicTarget(target)).isTrue();
        assertThat(RULES.isPublicTarget(target.servedByServlet())).isFalse();
        assertThat(RULES.isPublicTarget(target.seenByContainerAs("/account"))).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "/,           /index.html, PUBLIC",
        "'',          '',          PUBLIC",
        "'',          /index.html, PUBLIC",
        "/index.html, /index.html, PROTECTED",
        "/x,          /,           PROTECTED",
        "/;x,         /,           PROTECTED",
        "//,          /,           PROTECTED",
        "/.,          /,           PROTECTED",
        "/x/..,       /,           PROTECTED"
    })
    void rootPatternOpensOnlyTheRootAndItsWelcomeFile(String rawPath, String containerPath, Access expected) {
        assertThat(ROOT.access(TestRequestFacts.get(rawPath).seenByContainerAs(containerPath)))
                .isEqualTo(expected);
    }

    @Test
    void methodLimitsTheRootPattern() {
        PathRules rules = new PathRules(publicPaths("GET /"));
        assertThat(rules.access(TestRequestFacts.get("/").seenByContainerAs("/index.html")))
                .isEqualTo(Access.PUBLIC);
        assertThat(rules.access(TestRequestFacts.of("POST", "/").seenByContainerAs("/index.html")))
                .isEqualTo(Access.PROTECTED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "", "/x", "/WEB-INF/x", "/favicon.ico"})
    void allPathsAreProtectedWithoutPublicPatterns(String path) {
        assertThat(new PathRules(publicPaths()).access(TestRequestFacts.get(path)))
                .isEqualTo(Access.PROTECTED);
    }
}
