package org.journeyguard.jaxrs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import org.journeyguard.RequiresAcr;
import org.journeyguard.RequiresAuthLevel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RequiredAuthenticationTest {

    @RequiresAuthLevel(3)
    interface Guarded {
        @RequiresAcr("of-interface")
        void byInterface();
    }

    @RequiresAcr("of-class")
    static class Resource implements Guarded {
        @Override
        public void byInterface() {}

        void byClass() {}

        @RequiresAcr({"strong", "mfa"})
        @RequiresAuthLevel(7)
        void byMethod() {}
    }

    static class Plain {
        void plain() {}
    }

    static class Mistaken {
        @RequiresAcr({})
        void nothing() {}

        @RequiresAcr("two words")
        void words() {}

        @RequiresAuthLevel(0)
        void zero() {}
    }

    private static RequiredAuthentication of(Class<?> type, String name) {
        Method method = Arrays.stream(type.getDeclaredMethods())
                .filter(each -> each.getName().equals(name))
                .findFirst()
                .orElseThrow();
        return RequiredAuthentication.of(type, method);
    }

    @ParameterizedTest
    @CsvSource({"byInterface, of-interface, 3", "byClass, of-class, 3", "byMethod, strong mfa, 7"})
    void theNearestOfEachAnnotationCounts(String method, String acr, int level) {
        assertThat(of(Resource.class, method)).isEqualTo(new RequiredAuthentication(List.of(acr.split(" ")), level));
    }

    @Test
    void withoutAnAnnotationEverybodyWillDo() {
        assertThat(of(Plain.class, "plain").isNone()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"nothing", "words", "zero"})
    void whatCannotBeMetIsAMistakeThatIsNamed(String method) {
        assertThatIllegalStateException()
                .isThrownBy(() -> of(Mistaken.class, method))
                .withMessageContaining(method);
    }
}
