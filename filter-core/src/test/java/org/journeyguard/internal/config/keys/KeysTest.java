package org.journeyguard.internal.config.keys;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The list of all keys, which documentation and checks use. */
class KeysTest {
    private static final List<Class<?>> OWNERS = List.of(
            AmKeys.class,
            ApplicationKeys.class,
            PathKeys.class,
            SessionKeys.class,
            LoginKeys.class,
            SignInPageKeys.class,
            AppSessionKeys.class,
            LogoutKeys.class,
            RoleKeys.class,
            OAuthKeys.class,
            EndpointKeys.class,
            OutgoingKeys.class,
            AttributeKeys.class,
            PolicyKeys.class,
            ClusterKeys.class);

    @Test
    void allConstantsAreListed() throws IllegalAccessException {
        List<Object> constants = new ArrayList<>();
        for (Class<?> owner : OWNERS) {
            for (Field field : owner.getDeclaredFields()) {
                if (Modifier.isStatic(field.getModifiers()) && field.getType() == Key.class) {
                    constants.add(field.get(null));
                }
            }
        }
        assertThat(Keys.all())
                .containsExactlyInAnyOrderElementsOf(constants.stream()
                        .flatMap(constant -> constant instanceof Key<?> key ? Stream.of(key) : Stream.empty())
                        .toList());
    }

    @Test
    void namesAreUniqueAndDefaultsAndExamplesAreValid() {
        assertThat(Keys.all()).extracting(Key::key).doesNotHaveDuplicates();
        for (Key<?> key : Keys.all()) {
            assertThat(key.parse(key.example())).as("%s", key).isNotNull();
            if (key.defaultValue() != null) {
                assertThat(key.parse(key.defaultValue())).as("%s", key).isNotNull();
            }
        }
    }
}
