package org.journeyguard.internal.web;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.ServletContext;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.journeyguard.fixtures.Stub;
import org.journeyguard.fixtures.TestSettings;
import org.journeyguard.internal.credential.SsoToken;
import org.journeyguard.internal.guard.settings.Tenants;
import org.journeyguard.internal.policy.Decision;
import org.journeyguard.internal.policy.Reason;
import org.journeyguard.test.FakeAm;
import org.journeyguard.test.Fault;
import org.journeyguard.test.ManualTime;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The caller identity that a container gets before the filter, and how the filter reuses it. */
class CallerIdentityTest {
    private static final ServletContext CONTEXT = Stub.of(ServletContext.class, Map.of("getContextPath", ""));

    private final ManualTime time = new ManualTime();
    private final FakeAm am = new FakeAm(FakeAm.Kind.PINGAM);
    private final SsoToken session = new SsoToken(am.signIn("alice"));
    private final TenantGuards tenants = new TenantGuards(
            new Tenants(
                    TestSettings.read(Map.of(
                            "journey.am.url",
                            am.url().toString(),
                            "journey.am.cookie-name",
                            FakeAm.COOKIE,
                            "journey.paths.public",
                            "/public/*",
                            "journey.roles.source",
                            "user-attribute",
                            "journey.roles.name",
                            "groups")),
                    List.of()),
            CONTEXT,
            time,
            time::nanoTime);

    @BeforeEach
    void aliceHasRoles() {
        am.setAttribute("alice", "groups", List.of("admin", "staff"));
    }

    @AfterEach
    void end() {
        tenants.close();
        am.close();
    }

    @Test
    void containerGetsNameAndRolesWithoutASecondValidation() {
        TestRequest request = signedIn("/account");
        assertThat(caller(request)).contains(new CallerIdentity("alice", Set.of("admin", "staff")));
        am.forgetCalls();

        InitialDecision seen = InitialDecision.of(tenants, request);

        assertThat(seen.verdict().decision()).isEqualTo(Decision.PROCEED);
        assertThat(seen.verdict().authentication()).isNotNull();
        assertThat(am.calls()).isEmpty();
    }

    @Test
    void verdictAppliesOnceAndOnlyInItsApplication() {
        TestRequest request = signedIn("/account");
        caller(request);
        InitialDecision first = InitialDecision.of(tenants, request);
        assertThat(InitialDecision.of(tenants, request)).isNotSameAs(first);

        caller(request);
        try (TenantGuards other = new TenantGuards(
                new Tenants(
                        TestSettings.read(Map.of("journey.am.url", am.url().toString(), "journey.am.realm", "/alpha")),
                        List.of()),
                CONTEXT,
                time,
                time::nanoTime)) {
            assertThat(InitialDecision.of(other, request).verdict().decision()).isNotEqualTo(Decision.PROCEED);
        }
    }

    @Test
    void containerHasNoCallerForRefusedRequests() {
        TestRequest stranger = new TestRequest("GET", "", "/account", Map.of(), null);
        assertThat(caller(stranger)).isEmpty();
        assertThat(InitialDecision.of(tenants, stranger).verdict().decision()).isNotInstanceOf(Decision.Proceed.class);

        am.end(session.value());
        TestRequest late = signedIn("/account");
        assertThat(caller(late)).isEmpty();
        assertThat(InitialDecision.of(tenants, late).verdict().decision()).isNotInstanceOf(Decision.Proceed.class);
    }

    @Test
    void publicPathWithoutCredentialMakesNoCall() {
        assertThat(caller(new TestRequest("GET", "", "/public/news", Map.of(), null)))
                .isEmpty();
        assertThat(am.calls()).isEmpty();
        assertThat(caller(signedIn("/public/news"))).map(CallerIdentity::name).contains("alice");
    }

    @Test
    void outageDuringTheReadOfRolesIsNotAnEmptySet() {
        am.set(Fault.DROP.onlyFor("/users/"));

        TestRequest account = signedIn("/account");
        assertThat(caller(account)).isEmpty();
        assertThat(InitialDecision.of(tenants, account).verdict().decision())
                .isInstanceOfSatisfying(
                        Decision.Reject.class,
                        reject -> assertThat(reject.reason()).isEqualTo(Reason.AM_UNAVAILABLE));

        TestRequest news = signedIn("/public/news");
        assertThat(caller(news)).isEmpty();
        assertThat(InitialDecision.of(tenants, news).verdict().decision()).isEqualTo(Decision.PROCEED_LAZILY);
    }

    private TestRequest signedIn(String target) {
        return new TestRequest("GET", "", target, Map.of("Cookie", FakeAm.COOKIE + "=" + session.value()), null);
    }

    private Optional<CallerIdentity> caller(TestRequest request) {
        return CallerIdentity.of(tenants, request);
    }
}
