package org.journeyguard.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.annotation.security.DenyAll;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Produces;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jboss.weld.environment.se.Weld;
import org.jboss.weld.environment.se.WeldContainer;
import org.journeyguard.AccessDenied;
import org.journeyguard.Authenticated;
import org.journeyguard.AuthenticationRequired;
import org.journeyguard.RequiresAuthLevel;
import org.journeyguard.RequiresPolicy;
import org.journeyguard.RequiresScope;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** In Weld, outside of any request: whoever calls is nobody. */
class GuardedBeansTest {

    interface Agreed {
        @Authenticated
        default String given() {
            return "done";
        }

        @RequiresScope("write")
        String implemented();
    }

    static class Base {
        @RolesAllowed("staff")
        String inherited() {
            return "done";
        }
    }

    @ApplicationScoped
    static class Orders extends Base implements Agreed {
        @Override
        public String implemented() {
            return "done";
        }

        @RequiresAuthLevel(3)
        String own() {
            return "done";
        }

        @RequiresPolicy(action = "approve", resource = "urn:orders:{id}")
        String approve(@PathParam("id") String order) {
            return "done " + order;
        }

        @DenyAll
        String denied() {
            return "done";
        }

        String free() {
            return "done";
        }
    }

    @Dependent
    @RolesAllowed("staff")
    static class Closed {
        String bare() {
            return "done";
        }

        @PermitAll
        String permitted() {
            return "done";
        }
    }

    @Path("shops")
    @ApplicationScoped
    static class Shops {
        @Path("{id}")
        @Authenticated
        public Shops shop() {
            return this;
        }

        @Path("nearest")
        public Shops nearest() {
            return this;
        }

        @GET
        @Authenticated
        public String all() {
            return "done";
        }
    }

    static Stream<Consumer<WeldContainer>> methodThatRequiresAUserRefusesAnonymousCallers() {
        return Stream.of(
                beans -> orders(beans).inherited(),
                beans -> orders(beans).given(),
                beans -> orders(beans).implemented(),
                beans -> orders(beans).own(),
                beans -> orders(beans).approve("7"),
                beans -> closed(beans).bare(),
                beans -> beans.select(Shops.class).get().shop(),
                beans -> beans.select(Shops.class).get().all());
    }

    @ParameterizedTest
    @MethodSource
    void methodThatRequiresAUserRefusesAnonymousCallers(Consumer<WeldContainer> call) {
        try (WeldContainer beans = start(Orders.class, Closed.class, Shops.class)) {
            assertThatThrownBy(() -> call.accept(beans)).isInstanceOf(AuthenticationRequired.class);
        }
    }

    @Test
    void permitAllAndDenyAllReadNoUser() {
        try (WeldContainer beans = start(Orders.class, Closed.class)) {
            assertThat(orders(beans).free()).isEqualTo("done");
            assertThat(closed(beans).permitted()).isEqualTo("done");
            assertThatThrownBy(() -> orders(beans).denied()).isInstanceOf(AccessDenied.class);
        }
    }

    @Test
    void oneConstrainedLocatorGuardsTheWholeClass() {
        assertThat(GuardedType.of(Shops.class).locators())
                .extracting("name")
                .containsExactlyInAnyOrder("shop", "nearest");
        assertThat(GuardedType.of(Orders.class).locators()).isEmpty();
    }

    @ApplicationScoped
    static class Mistaken {
        @PermitAll
        @RequiresScope("read")
        void both() {}
    }

    @ApplicationScoped
    static class AlsoMistaken {
        @RolesAllowed({})
        void nobody() {}
    }

    @Test
    void allContradictionsFailTheStart() {
        assertThatThrownBy(() -> start(Mistaken.class, AlsoMistaken.class))
                .hasStackTraceContaining("Mistaken.both() carries @PermitAll and asks for more by @RequiresScope")
                .hasStackTraceContaining("AlsoMistaken.nobody() carries");
    }

    interface Restricted {
        @RolesAllowed("staff")
        String inherited();
    }

    static class Made<T> implements Restricted {
        @Override
        public String inherited() {
            return "done";
        }
    }

    static class MakersMethod {
        @Produces
        @ApplicationScoped
        Restricted made() {
            return new Made<String>();
        }
    }

    static class MakersField {
        @Produces
        @SuppressWarnings("UnusedVariable") // read by the container
        private final Made<String> made = new Made<>();
    }

    static class AllowedProducer {
        @Produces
        String text() {
            return "done";
        }

        @Produces
        List<String> texts = List.of();
    }

    @ParameterizedTest
    @ValueSource(classes = {MakersMethod.class, MakersField.class})
    void producerOfAConstrainedTypeFailsTheStart(Class<?> maker) {
        assertThatThrownBy(() -> start(maker).close())
                .hasStackTraceContaining(maker.getSimpleName())
                .hasStackTraceContaining("the methods of what a producer makes are not guarded");
    }

    @Test
    void otherProducersAreUnchanged() {
        try (WeldContainer beans = start(AllowedProducer.class)) {
            assertThat(beans.select(String.class).get()).isEqualTo("done");
        }
    }

    @Dependent
    static class OnPrivate {
        @RolesAllowed("staff")
        @SuppressWarnings("UnusedMethod") // what is annotated is what is tested
        private void hidden() {}
    }

    @Dependent
    static class OnStatic {
        @RequiresScope("write")
        static void ofAll() {}
    }

    @Dependent
    static class OnFinal {
        @DenyAll
        final void unchangeable() {}
    }

    @Dependent
    @Authenticated
    static class FinalByClass {
        public final void unchangeable() {}
    }

    static class HasHidden {
        @RequiresAuthLevel(2)
        @SuppressWarnings("UnusedMethod") // what is annotated is what is tested
        private void hidden() {}
    }

    @Dependent
    static class InheritsHidden extends HasHidden {}

    @ParameterizedTest
    @ValueSource(classes = {OnPrivate.class, OnStatic.class, OnFinal.class, FinalByClass.class, InheritsHidden.class})
    void annotationOnAnUninterceptedMethodFailsTheStart(Class<?> bean) {
        assertThatThrownBy(() -> start(bean).close()).hasStackTraceContaining("are not seen, so nothing guards it");
    }

    @Dependent
    static class NamesNoParameter {
        @RequiresPolicy(action = "approve", resource = "urn:orders:{order}")
        void approve(@PathParam("id") String of) {}
    }

    @Dependent
    static class NamesNothing {
        @RequiresPolicy(action = "approve", resource = "urn:orders:{}")
        void approve() {}
    }

    @Test
    void resourceThatCannotBeFilledInFailsTheStart() {
        assertThatThrownBy(() -> start(NamesNoParameter.class).close())
                .hasStackTraceContaining("has not all parameters that the resource of its @RequiresPolicy names");
        assertThatThrownBy(() -> start(NamesNothing.class).close())
                .hasStackTraceContaining("names no action or no resource");
    }

    @Path("orders/{order}")
    @ApplicationScoped
    static class Approvals {
        @GET
        @RequiresPolicy(action = "approve", resource = "urn:orders:{order}")
        public String approve() {
            return "done";
        }
    }

    @Test
    void resourceHasPathParametersThatItsMethodsDoNotHave() {
        try (WeldContainer beans = start(Approvals.class)) {
            Approvals approvals = beans.select(Approvals.class).get();
            assertThatThrownBy(approvals::approve).isInstanceOf(AuthenticationRequired.class);
        }
    }

    @Dependent
    @RolesAllowed("staff")
    static class WithHelpers {
        @PermitAll
        String open() {
            return helped() + ofAll();
        }

        @PermitAll
        final String fixed() {
            return "done";
        }

        private String helped() {
            return "do";
        }

        static String ofAll() {
            return "ne";
        }
    }

    /** An annotation of the class does not mean what is no business of other classes. */
    @Test
    void unannotatedHelpersOfAGuardedClassAreAllowed() {
        try (WeldContainer beans = start(WithHelpers.class)) {
            assertThat(beans.select(WithHelpers.class).get().open()).isEqualTo("done");
        }
    }

    private static Orders orders(WeldContainer beans) {
        return beans.select(Orders.class).get();
    }

    private static Closed closed(WeldContainer beans) {
        return beans.select(Closed.class).get();
    }

    private static WeldContainer start(Class<?>... beans) {
        return new Weld()
                .disableDiscovery()
                .addExtension(new AccessExtension())
                .addBeanClass(AccessInterceptor.class)
                .addBeanClasses(beans)
                .initialize();
    }
}
