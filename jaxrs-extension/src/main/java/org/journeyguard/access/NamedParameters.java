package org.journeyguard.access;

import jakarta.ws.rs.PathParam;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.util.HashMap;
import java.util.Map;

/** The parameters of a method by name: those that are annotated with {@code @PathParam}, or have that name. */
final class NamedParameters {
    private NamedParameters() {}

    /** Returns their positions. */
    static Map<String, Integer> positions(Class<?> type, Method method) {
        Map<String, Integer> positions = new HashMap<>();
        Parameter[] parameters = method.getParameters();
        for (int i = 0; i < parameters.length; i++) {
            if (parameters[i].isNamePresent()) {
                positions.put(parameters[i].getName(), i);
            }
        }
        // an annotation overrides a name that another parameter has
        for (Method each : AnnotationLookup.methods(type, method)) {
            Parameter[] declared = each.getParameters();
            for (int i = 0; i < declared.length; i++) {
                PathParam annotation = declared[i].getAnnotation(PathParam.class);
                if (annotation != null) {
                    positions.put(annotation.value(), i);
                }
            }
        }
        return positions;
    }
}
