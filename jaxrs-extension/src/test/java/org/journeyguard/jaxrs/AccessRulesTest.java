package org.journeyguard.jaxrs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.annotation.security.DenyAll;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class AccessRulesTest {
    private static final AccessRule STAFF = new AccessRule.RolesAllowed(Set.of("staff"));
    private static final AccessRule BOSS = new AccessRule.RolesAllowed(Set.of("boss"));

    @RolesAllowed("boss")
    interface Contract {
        @RolesAllowed("staff")
        void agreed(String what);

        void open(String what);
    }

    interface Store<T> {
        @DenyAll
        void save(T what);

        @DenyAll
        void saveAll(T[] what);

        @DenyAll
        void saveMany(List<T> what);
    }

    abstract static class Base<K> implements Store<K> {
        @RolesAllowed("staff")
        public void inherited() {}

        @PermitAll
        public void overridden() {}

        @RolesAllowed("staff")
        public void annotatedAnew() {}
    }

    static class Orders extends Base<String> implements Contract {
        @Override
        public void overridden() {}

        @Override
        @RolesAllowed("boss")
        public void annotatedAnew() {}

        @Override
        public void agreed(String what) {}

        @Override
        public void open(String what) {}

        public void agreed(Integer overload) {}

        @Override
        public void save(String what) {}

        public void save(Integer overload) {}

        @Override
        public void saveAll(String[] what) {}

        @Override
        public void saveMany(List<String> what) {}
    }

    @PermitAll
    static class Closed {
        @DenyAll
        public void denied() {}

        @RolesAllowed({"staff", "boss"})
        public void either() {}

        public void bare() {}
    }

    static class Sub extends Closed {
        public void own() {}
    }

    @RolesAllowed("boss")
    static class Stricter extends Closed {
        @Override
        public void bare() {}
    }

    static class Plain {
        public void bare() {}
    }

    static class Contradictory {
        @DenyAll
        @PermitAll
        public void both() {}

        @RolesAllowed("staff")
        @PermitAll
        public void open() {}

        public void fine() {}
    }

    @DenyAll
    @RolesAllowed("staff")
    static class ContradictoryClass {
        public void bare() {}

        @PermitAll
        public void own() {}
    }

    @Test
    void aMethodWithoutAnyAnnotationIsLeftToThePath() {
        assertThat(rule(Plain.class, "bare")).isEqualTo(AccessRule.BY_PATH);
    }

    @Test
    void theMethodComesBeforeItsClass() {
        assertThat(rule(Closed.class, "denied")).isEqualTo(AccessRule.DENY_ALL);
        assertThat(rule(Closed.class, "either")).isEqualTo(new AccessRule.RolesAllowed(Set.of("staff", "boss")));
        assertThat(rule(Closed.class, "bare")).isEqualTo(AccessRule.PERMIT_ALL);
    }

    @Test
    void theClassComesBeforeItsSuperClass() {
        assertThat(rule(Sub.class, "own")).isEqualTo(AccessRule.PERMIT_ALL);
        assertThat(rule(Stricter.class, "bare")).isEqualTo(BOSS);
    }

    @Test
    void anInheritedMethodKeepsItsRule() {
        assertThat(rule(Orders.class, "inherited")).isEqualTo(STAFF);
        assertThat(rule(Stricter.class, "denied")).isEqualTo(AccessRule.DENY_ALL);
    }

    @Test
    void anOverridingMethodInheritsTheRuleOrReplacesIt() {
        assertThat(rule(Orders.class, "overridden")).isEqualTo(AccessRule.PERMIT_ALL);
        assertThat(rule(Orders.class, "annotatedAnew")).isEqualTo(BOSS);
    }

    @Test
    void aMethodOfAnInterfaceComesBeforeTheInterface() {
        assertThat(rule(Orders.class, "agreed", String.class)).isEqualTo(STAFF);
        assertThat(rule(Orders.class, "open", String.class)).isEqualTo(BOSS);
    }

    @Test
    void aMethodOfAGenericSuperTypeIsFoundUnderWhateverItsParametersBecome() {
        assertThat(rule(Orders.class, "save", String.class)).isEqualTo(AccessRule.DENY_ALL);
        assertThat(rule(Orders.class, "saveAll", String[].class)).isEqualTo(AccessRule.DENY_ALL);
        assertThat(rule(Orders.class, "saveMany", List.class)).isEqualTo(AccessRule.DENY_ALL);
    }

    @Test
    void anOverloadIsAnotherMethod() {
        assertThat(rule(Orders.class, "agreed", Integer.class)).isEqualTo(BOSS);
        assertThat(rule(Orders.class, "save", Integer.class)).isEqualTo(BOSS);
    }

    @Test
    void aSubclassThatAContainerGeneratesChangesNothing() {
        class Proxy extends Orders {
            @Override
            public void save(String what) {}
        }
        assertThat(rule(Proxy.class, "save", String.class)).isEqualTo(AccessRule.DENY_ALL);
        assertThat(rule(Proxy.class, "annotatedAnew")).isEqualTo(BOSS);
    }

    @Test
    void contradictionsInOnePlaceStopTheStartAndAreNamed() {
        assertThatThrownBy(() -> rule(Contradictory.class, "both"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("Contradictory.both()");
        assertThatThrownBy(() -> rule(Contradictory.class, "open")).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> rule(ContradictoryClass.class, "bare"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("ContradictoryClass");
    }

    @Test
    void aContradictionElsewhereDoesNotMatter() {
        assertThat(rule(Contradictory.class, "fine")).isEqualTo(AccessRule.BY_PATH);
        assertThat(rule(ContradictoryClass.class, "own")).isEqualTo(AccessRule.PERMIT_ALL);
    }

    private static AccessRule rule(Class<?> resource, String name, Class<?>... parameters) {
        return AccessRules.of(resource, method(resource, name, parameters));
    }

    private static Method method(Class<?> resource, String name, Class<?>... parameters) {
        return Arrays.stream(resource.getMethods())
                .filter(each -> !each.isBridge()
                        && each.getName().equals(name)
                        && Arrays.equals(each.getParameterTypes(), parameters))
                .findFirst()
                .orElseThrow();
    }
}
