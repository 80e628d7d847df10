package org.journeyguard.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import jakarta.annotation.security.DenyAll;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.journeyguard.Authenticated;
import org.journeyguard.RequiresAcr;
import org.journeyguard.RequiresAuthLevel;
import org.journeyguard.RequiresPolicy;
import org.journeyguard.RequiresScope;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The table of docs/authorize-requests.md: which annotation counts. */
class AccessConstraintsTest {
    static class Plain {
        public void bare() {}
    }

    @RolesAllowed("boss")
    @RequiresScope("contract")
    interface Contract {
        @RolesAllowed("staff")
        @RequiresScope("agreed")
        void agreed(String what);

        void open(String what);

        @Authenticated
        default void given() {}
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

    static class GeneratedByContainer extends Orders {
        @Override
        public void save(String what) {}
    }

    @Authenticated
    @RequiresScope("read")
    @RequiresAcr("mfa")
    @RequiresAuthLevel(3)
    static class Vault {
        public void bare() {}

        @DenyAll
        public void denied() {}

        @PermitAll
        public void permitted() {}

        @RolesAllowed({"staff", "boss"})
        public void either() {}

        @RequiresScope({"read", "write"})
        public void scope() {}

        @RequiresAcr({"strong", "mfa"})
        public void acr() {}

        @RequiresAuthLevel(7)
        @RolesAllowed("boss")
        public void level() {}
    }

    static class Sub extends Vault {
        public void own() {}

        @Override
        public void scope() {}
    }

    @DenyAll
    static class Closed extends Vault {
        @Override
        public void bare() {}
    }

    static Stream<Arguments> nearestAnnotationOfEachKindApplies() {
        AccessConstraints vault =
                new AccessConstraints(AccessRule.Plain.SIGNED_IN, Set.of("read"), List.of("mfa"), 3, null);
        return Stream.of(
                // nothing said: the path alone decides
                row(Plain.class, "bare", AccessConstraints.NONE),
                // the method before its class; what it does not say itself stays that of the class
                row(Vault.class, "bare", vault),
                row(Vault.class, "denied", with(vault, AccessRule.Plain.DENY_ALL)),
                row(Vault.class, "permitted", with(vault, AccessRule.Plain.PERMIT_ALL)),
                row(Vault.class, "either", with(vault, roles("staff", "boss"))),
                row(
                        Vault.class,
                        "scope",
                        new AccessConstraints(
                                AccessRule.Plain.SIGNED_IN, Set.of("read", "write"), List.of("mfa"), 3, null)),
                row(
                        Vault.class,
                        "acr",
                        new AccessConstraints(
                                AccessRule.Plain.SIGNED_IN, Set.of("read"), List.of("strong", "mfa"), 3, null)),
                row(
                        Vault.class,
                        "level",
                        new AccessConstraints(roles("boss"), Set.of("read"), List.of("mfa"), 7, null)),
                // an overridden method before the class, a class before its super class
                row(Sub.class, "own", vault),
                row(
                        Sub.class,
                        "scope",
                        new AccessConstraints(
                                AccessRule.Plain.SIGNED_IN, Set.of("read", "write"), List.of("mfa"), 3, null)),
                row(Closed.class, "bare", with(vault, AccessRule.Plain.DENY_ALL)),
                row(Closed.class, "either", with(vault, roles("staff", "boss"))),
                // super classes
                row(Orders.class, "inherited", byContract(roles("staff"))),
                row(Orders.class, "overridden", byContract(AccessRule.Plain.PERMIT_ALL)),
                row(Orders.class, "annotatedAnew", byContract(roles("boss"))),
                // a method of an interface before the interface
                row(
                        Orders.class,
                        "agreed",
                        new AccessConstraints(roles("staff"), Set.of("agreed"), List.of(), 0, null),
                        String.class),
                row(Orders.class, "open", byContract(roles("boss")), String.class),
                row(Orders.class, "given", byContract(AccessRule.Plain.SIGNED_IN)),
                // a generic method under whatever its parameters become
                row(Orders.class, "save", byContract(AccessRule.Plain.DENY_ALL), String.class),
                row(Orders.class, "saveAll", byContract(AccessRule.Plain.DENY_ALL), String[].class),
                row(Orders.class, "saveMany", byContract(AccessRule.Plain.DENY_ALL), List.class),
                // an overload is another method
                row(Orders.class, "agreed", byContract(roles("boss")), Integer.class),
                row(Orders.class, "save", byContract(roles("boss")), Integer.class),
                // what containers generate changes nothing
                row(GeneratedByContainer.class, "save", byContract(AccessRule.Plain.DENY_ALL), String.class),
                row(GeneratedByContainer.class, "annotatedAnew", byContract(roles("boss"))));
    }

    @ParameterizedTest
    @MethodSource
    void nearestAnnotationOfEachKindApplies(
            Class<?> type, String name, AccessConstraints demands, Class<?>... parameters) {
        assertThat(of(type, name, parameters)).isEqualTo(demands);
    }

    @Test
    void unconstrainedMethodIsOpenToAllCallers() {
        assertThat(of(Plain.class, "bare").areNone()).isTrue();
        assertThat(of(Vault.class, "permitted").areNone()).isFalse();
        assertThat(of(Orders.class, "given").areNone()).isFalse();
    }

    private static Arguments row(Class<?> type, String name, AccessConstraints demands, Class<?>... parameters) {
        return Arguments.of(type, name, demands, parameters);
    }

    private static AccessRule roles(String... roles) {
        return new AccessRule.RolesAllowed(Set.of(roles));
    }

    private static AccessConstraints with(AccessConstraints others, AccessRule rule) {
        return new AccessConstraints(rule, others.scope(), others.acr(), others.level(), others.policy());
    }

    private static AccessConstraints byContract(AccessRule rule) {
        return new AccessConstraints(rule, Set.of("contract"), List.of(), 0, null);
    }

    static class Contradictions {
        @DenyAll
        @PermitAll
        public void deniedAndPermitted() {}

        @RolesAllowed("staff")
        @PermitAll
        public void rolesAndPermitted() {}

        @RolesAllowed("staff")
        @Authenticated
        public void rolesAndAnybody() {}

        @PermitAll
        @RequiresScope("read")
        public void permittedAndScope() {}

        @DenyAll
        @RequiresAcr("mfa")
        public void deniedAndAcr() {}

        @PermitAll
        @RequiresAuthLevel(1)
        public void permittedAndLevel() {}

        @PermitAll
        @RequiresPolicy(action = "GET", resource = "urn:orders")
        public void permittedAndPolicy() {}
    }

    static class Impossible {
        @RolesAllowed({})
        public void noRole() {}

        @RolesAllowed({"staff", " "})
        public void blankRole() {}

        @RolesAllowed("*")
        public void asterisk() {}

        @RequiresScope({})
        public void noScope() {}

        @RequiresScope("")
        public void emptyScope() {}

        @RequiresScope("read write")
        public void twoInOne() {}

        @RequiresScope({"read", "\"write\""})
        public void quote() {}

        @RequiresScope("DOMAIN\\write")
        public void backslash() {}

        @RequiresScope("schreiben\u00e4")
        public void umlaut() {}

        @RequiresScope("read\r\nSet-Cookie:x")
        public void header() {}

        @RequiresAcr({})
        public void noAcr() {}

        @RequiresAcr("two words")
        public void acrWithBlank() {}

        @RequiresAuthLevel(0)
        public void levelOfAll() {}

        @RequiresPolicy(action = "", resource = "urn:orders")
        public void noAction() {}

        @RequiresPolicy(action = "GET", resource = " ")
        public void noResource() {}

        @RequiresPolicy(action = "GET", resource = "urn:orders:{id")
        public void openBrace() {}

        @RequiresPolicy(action = "GET", resource = "urn:orders:{two words}")
        public void nameWithBlank() {}
    }

    static Stream<Arguments> contradictionIsReportedWithItsPlace() {
        return Stream.of(Contradictions.class, Impossible.class)
                .flatMap(type -> Arrays.stream(type.getDeclaredMethods()).filter(each -> !each.isSynthetic()))
                .map(Arguments::of);
    }

    @ParameterizedTest
    @MethodSource
    void contradictionIsReportedWithItsPlace(Method mistaken) {
        assertThatIllegalStateException()
                .isThrownBy(() -> AccessConstraints.of(mistaken.getDeclaringClass(), mistaken))
                .withMessageContaining(mistaken.getDeclaringClass().getSimpleName() + "." + mistaken.getName() + "()");
    }

    @DenyAll
    @RequiresScope("read write")
    static class MistakenClass {
        @RolesAllowed("staff")
        @RequiresScope("read")
        public void own() {}
    }

    static class BelowMistaken extends MistakenClass {}

    @Test
    void contradictionOnAClassIsReportedOnce() {
        assertThatIllegalStateException()
                .isThrownBy(() -> of(BelowMistaken.class, "own"))
                .withMessageContaining("MistakenClass carries @DenyAll and asks for more by @RequiresScope");
    }

    static class Odd {
        @RequiresScope("urn:zoneinfo:read!#[]~")
        public void scope() {}
    }

    @Test
    void scopeHasThePrintableCharactersOfTheRfc() {
        assertThat(of(Odd.class, "scope").scope()).containsExactly("urn:zoneinfo:read!#[]~");
    }

    private static AccessConstraints of(Class<?> type, String name, Class<?>... parameters) {
        Method method = Arrays.stream(type.getMethods())
                .filter(each -> !each.isBridge()
                        && each.getName().equals(name)
                        && Arrays.equals(each.getParameterTypes(), parameters))
                .findFirst()
                .orElseThrow();
        return AccessConstraints.of(type, method);
    }
}
