package org.journeyguard.access;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.ws.rs.PathParam;
import java.lang.reflect.Method;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Which parameter a name in a resource stands for. */
class NamedParametersTest {
    interface Agreed {
        void approve(@PathParam("id") String order, int count);
    }

    static class Orders implements Agreed {
        @Override
        public void approve(String first, int second) {}

        public void cancel(@PathParam("second") String first, String second) {}
    }

    private static Method method(String name) {
        return Stream.of(Orders.class.getMethods())
                .filter(each -> each.getName().equals(name))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void annotationOfAnOverriddenMethodCounts() {
        assertThat(NamedParameters.positions(Orders.class, method("approve"))).containsEntry("id", 0);
    }

    @Test
    void annotationOverrulesTheNameOfAnotherParameter() {
        assertThat(NamedParameters.positions(Orders.class, method("cancel"))).containsEntry("second", 0);
    }
}
