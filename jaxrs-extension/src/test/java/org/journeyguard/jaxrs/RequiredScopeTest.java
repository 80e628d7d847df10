package org.journeyguard.jaxrs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.annotation.security.DenyAll;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Stream;
import org.journeyguard.RequiresScope;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class RequiredScopeTest {
    private static final Class<?>[] NONE = {};

    @RequiresScope("contract")
    interface Contract<T> {
        @RequiresScope("agreed")
        void agreed(T what);

        void open(T what);
    }

    @RequiresScope("class")
    static class Base {
        @RequiresScope({"read", "write"})
        public void both() {}

        @RequiresScope("read")
        public void annotatedAnew() {}

        public void bare() {}
    }

    static class Sub extends Base {
        @Override
        public void both() {}

        @Override
        @RequiresScope("write")
        public void annotatedAnew() {}

        public void own() {}
    }

    @RequiresScope("closer")
    static class Closer extends Base {
        @Override
        public void bare() {}
    }

    static class Orders implements Contract<String> {
        @Override
        public void agreed(String what) {}

        @Override
        public void open(String what) {}

        public void agreed(Integer overload) {}
    }

    @RequiresScope("write")
    static class WithRoles {
        @PermitAll
        public void permitted() {}

        @DenyAll
        public void denied() {}

        @RolesAllowed("staff")
        public void staff() {}
    }

    static class Plain {
        public void bare() {}
    }

    static class Wrong {
        @RequiresScope({})
        public void nothing() {}

        @RequiresScope("")
        public void empty() {}

        @RequiresScope("read write")
        public void blank() {}

        @RequiresScope({"read", "\"write\""})
        public void quote() {}

        @RequiresScope("DOMAIN\\write")
        public void backslash() {}

        @RequiresScope("schreiben\u00e4")
        public void umlaut() {}

        @RequiresScope("read\r\nSet-Cookie:x")
        public void header() {}

        @RequiresScope("urn:zoneinfo:read!#[]~")
        public void right() {}
    }

    @RequiresScope("read write")
    static class WrongClass {
        public void bare() {}

        @RequiresScope("read")
        public void own() {}
    }

    static Stream<Arguments> theNearestAnnotationCounts() {
        return Stream.of(
                Arguments.of(Plain.class, "bare", NONE, Set.of()),
                Arguments.of(Base.class, "bare", NONE, Set.of("class")),
                Arguments.of(Base.class, "both", NONE, Set.of("read", "write")),
                Arguments.of(Sub.class, "both", NONE, Set.of("read", "write")),
                Arguments.of(Sub.class, "annotatedAnew", NONE, Set.of("write")),
                Arguments.of(Sub.class, "bare", NONE, Set.of("class")),
                Arguments.of(Sub.class, "own", NONE, Set.of("class")),
                Arguments.of(Closer.class, "bare", NONE, Set.of("closer")),
                Arguments.of(Closer.class, "both", NONE, Set.of("read", "write")),
                Arguments.of(Orders.class, "agreed", new Class<?>[] {String.class}, Set.of("agreed")),
                Arguments.of(Orders.class, "open", new Class<?>[] {String.class}, Set.of("contract")),
                Arguments.of(Orders.class, "agreed", new Class<?>[] {Integer.class}, Set.of("contract")));
    }

    @ParameterizedTest
    @MethodSource
    void theNearestAnnotationCounts(Class<?> resource, String name, Class<?>[] parameters, Set<String> scope) {
        assertThat(scope(resource, name, parameters)).isEqualTo(scope);
    }

    @ParameterizedTest
    @ValueSource(strings = {"permitted", "denied", "staff"})
    void whatIsSaidAboutRolesChangesNothingAboutScope(String name) {
        assertThat(scope(WithRoles.class, name)).containsExactly("write");
    }

    @Test
    void scopeChangesNothingAboutRoles() {
        assertThat(AccessRules.of(WithRoles.class, method(WithRoles.class, "permitted")))
                .isEqualTo(AccessRule.PERMIT_ALL);
        assertThat(AccessRules.of(Base.class, method(Base.class, "both"))).isEqualTo(AccessRule.BY_PATH);
    }

    @ParameterizedTest
    @ValueSource(strings = {"nothing", "empty", "blank", "quote", "backslash", "umlaut", "header"})
    void whatCanBeNoScopeStopsTheStartAndIsNamed(String name) {
        assertThatThrownBy(() -> scope(Wrong.class, name))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("Wrong." + name + "()");
    }

    @Test
    void aWrongScopeOfAClassIsNamedWhereItStands() {
        assertThatThrownBy(() -> scope(WrongClass.class, "bare"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("WrongClass");
        assertThat(scope(WrongClass.class, "own")).containsExactly("read");
    }

    @Test
    void otherPrintableCharactersAreAllowed() {
        assertThat(scope(Wrong.class, "right")).containsExactly("urn:zoneinfo:read!#[]~");
    }

    private static Set<String> scope(Class<?> resource, String name, Class<?>... parameters) {
        return RequiredScope.of(resource, method(resource, name, parameters));
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
