package org.journeyguard;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongToAnyOf;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.GeneralCodingRules.ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_USE_JAVA_UTIL_LOGGING;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Clock;

/** The lines of docs/architecture: who may know whom. */
@AnalyzeClasses(
        packages = "org.journeyguard",
        importOptions = {ImportOption.DoNotIncludeTests.class, ArchitectureTest.NotTheTestKit.class})
class ArchitectureTest {
    /** What users' tests need is no part of what they deploy. */
    static final class NotTheTestKit implements ImportOption {
        @Override
        public boolean includes(Location location) {
            return !location.contains("/org/journeyguard/test/");
        }
    }

    private static final String[] NETWORK = {
        "java.net.http..", "jakarta.ws.rs.client..", "javax.net.ssl..", "java.nio.channels..", "jakarta.websocket.."
    };

    private static final Class<?>[] CONNECTIONS = {
        java.net.Socket.class,
        java.net.ServerSocket.class,
        java.net.InetAddress.class,
        java.net.URL.class,
        java.net.URLConnection.class
    };

    private static final String[] WEB = {
        "org.journeyguard.servlet..", "org.journeyguard.internal.web..", "org.journeyguard.internal.servlet.."
    };

    @ArchTest
    static final ArchRule packagesHaveNoCycles =
            slices().matching("org.journeyguard.(**)").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule publicPackagesDoNotDependOnInternals = noClasses()
            .that()
            .resideInAnyPackage("org.journeyguard", "org.journeyguard.journey..", "org.journeyguard.spi")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.journeyguard.internal..", "org.journeyguard.servlet..");

    /** From the top to the ground floor: a layer may know those below it, and no other. */
    @ArchTest
    static final ArchRule amPackagesAreLayered = layeredArchitecture()
            .consideringOnlyDependenciesInAnyPackage("org.journeyguard..")
            .layer("AmClient")
            .definedBy("org.journeyguard.internal.am")
            .layer("notification")
            .definedBy("org.journeyguard.internal.am.notification..")
            .layer("policy")
            .definedBy("org.journeyguard.internal.am.policy..")
            .layer("journey")
            .definedBy("org.journeyguard.internal.am.journey..")
            .layer("session")
            .definedBy("org.journeyguard.internal.am.session..")
            .layer("oauth")
            .definedBy("org.journeyguard.internal.am.oauth..")
            .layer("http")
            .definedBy("org.journeyguard.internal.http..")
            .layer("credential")
            .definedBy("org.journeyguard.internal.credential..")
            .layer("observe")
            .definedBy("org.journeyguard.internal.observe..")
            .layer("resilience")
            .definedBy("org.journeyguard.internal.resilience..")
            .layer("config")
            .definedBy("org.journeyguard.internal.config..")
            .layer("api")
            .definedBy("org.journeyguard", "org.journeyguard.spi")
            .whereLayer("AmClient")
            .mayOnlyAccessLayers(
                    "notification",
                    "policy",
                    "journey",
                    "session",
                    "oauth",
                    "http",
                    "credential",
                    "observe",
                    "resilience",
                    "config",
                    "api")
            .whereLayer("notification")
            .mayOnlyAccessLayers("session", "http", "credential", "resilience", "api")
            .whereLayer("policy")
            .mayOnlyAccessLayers("session", "http", "credential", "resilience", "api")
            .whereLayer("journey")
            .mayOnlyAccessLayers("http", "resilience", "api")
            .whereLayer("session")
            .mayOnlyAccessLayers("oauth", "http", "credential", "resilience", "config", "api")
            .whereLayer("oauth")
            .mayOnlyAccessLayers("http", "credential", "resilience", "config", "api")
            .whereLayer("http")
            .mayOnlyAccessLayers("observe", "resilience", "config", "api")
            .whereLayer("credential")
            .mayOnlyAccessLayers("http", "config", "api")
            .whereLayer("observe")
            .mayOnlyAccessLayers("api")
            .whereLayer("resilience")
            .mayOnlyAccessLayers("api")
            .whereLayer("config")
            .mayNotAccessAnyLayer()
            .whereLayer("api")
            .mayNotAccessAnyLayer();

    @ArchTest
    static final ArchRule onlyWebPackagesUseServlets = noClasses()
            .that()
            .resideOutsideOfPackages(WEB)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "org.journeyguard.servlet..",
                    "org.journeyguard.internal.web..",
                    "org.journeyguard.internal.servlet..",
                    "jakarta.servlet..");

    /** Each package reads its own settings, so the configuration is below all of them. */
    @ArchTest
    static final ArchRule configUsesNoOtherPackage = noClasses()
            .that()
            .resideInAPackage("org.journeyguard.internal.config..")
            .should()
            .dependOnClassesThat(resideInAPackage("org.journeyguard..")
                    .and(not(resideInAPackage("org.journeyguard.internal.config.."))));

    @ArchTest
    static final ArchRule onlyConfigUsesMicroProfileConfig = noClasses()
            .that()
            .resideOutsideOfPackage("org.journeyguard.internal.config..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.eclipse.microprofile..");

    @ArchTest
    static final ArchRule onlyHttpOpensConnections = noClasses()
            .that()
            .resideOutsideOfPackages("org.journeyguard.internal.http..", "org.journeyguard.internal.am.notification..")
            .should()
            .dependOnClassesThat(resideInAnyPackage(NETWORK).or(belongToAnyOf(CONNECTIONS)));

    /** The notification socket reads from and writes to a connection that {@code http} has opened for it, so it knows no other. */
    @ArchTest
    static final ArchRule notificationsUseOnlyWebSockets = noClasses()
            .that()
            .resideInAPackage("org.journeyguard.internal.am.notification..")
            .should()
            .dependOnClassesThat(resideInAnyPackage(NETWORK)
                    .and(not(belongToAnyOf(
                            java.net.http.WebSocket.class,
                            java.net.http.WebSocketHandshakeException.class,
                            java.net.http.HttpResponse.class)))
                    .or(belongToAnyOf(CONNECTIONS)));

    @ArchTest
    static final ArchRule decisionsAreFreeOfInputAndOutput = noClasses()
            .that()
            .resideInAnyPackage(
                    "org.journeyguard.internal.policy..",
                    "org.journeyguard.internal.request..",
                    "org.journeyguard.internal.credential..")
            .or()
            .haveSimpleNameEndingWith("Rules")
            .should()
            .dependOnClassesThat(resideInAnyPackage(
                            "jakarta.servlet..", "jakarta.ws.rs..", "java.net.http..", "java.io..", "java.nio.file..")
                    .or(belongToAnyOf(Clock.class, System.Logger.class)));

    @ArchTest
    static final ArchRule decisionsDoNotReadTheClock = noClasses()
            .that()
            .resideInAnyPackage(
                    "org.journeyguard.internal.policy..",
                    "org.journeyguard.internal.request..",
                    "org.journeyguard.internal.credential..")
            .or()
            .haveSimpleNameEndingWith("Rules")
            .should()
            .callMethod(java.time.Instant.class, "now")
            .orShould()
            .callMethod(System.class, "currentTimeMillis")
            .orShould()
            .callMethod(System.class, "nanoTime");

    /** What starts guards gives them the system's clocks; everything else is given them. */
    @ArchTest
    static final ArchRule timeIsInjected = noClasses()
            .that()
            .doNotHaveFullyQualifiedName("org.journeyguard.internal.web.GuardLease")
            .and()
            .doNotHaveFullyQualifiedName("org.journeyguard.internal.guard.StandaloneJourneys")
            .should()
            .callMethod(System.class, "nanoTime")
            .orShould()
            .callMethod(System.class, "currentTimeMillis")
            .orShould()
            .callMethod(java.time.Instant.class, "now")
            .orShould()
            .callMethod(Clock.class, "systemUTC");

    @ArchTest
    static final ArchRule onlyDeclaredLibrariesAreUsed = classes()
            .should()
            .onlyDependOnClassesThat(resideInAnyPackage(
                    "org.journeyguard..",
                    "java..",
                    "javax.crypto..",
                    "javax.net.ssl..",
                    "jakarta..",
                    "org.eclipse.microprofile.config..",
                    "com.github.benmanes.caffeine..",
                    "com.nimbusds..",
                    "org.jspecify.annotations.."));

    @ArchTest
    static final ArchRule onlyTheMigrationProgramWritesToStandardStreams = noClasses()
            .that()
            .doNotHaveFullyQualifiedName("org.journeyguard.internal.migrate.MigrateAgent")
            .should(ACCESS_STANDARD_STREAMS);

    @ArchTest
    static final ArchRule javaUtilLoggingIsNotUsed = NO_CLASSES_SHOULD_USE_JAVA_UTIL_LOGGING;
}
