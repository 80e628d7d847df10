package org.journeyguard.jaxrs;

import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Method;
import java.util.List;
import java.util.Optional;
import org.journeyguard.JourneyUser;
import org.journeyguard.RequiresAcr;
import org.journeyguard.RequiresAuthLevel;
import org.journeyguard.decide.AcrRules;

/**
 * How users must have signed in for a resource method: the nearest {@link RequiresAcr} and the nearest {@link RequiresAuthLevel}
 * count, whatever is said about roles.
 *
 * @param acr one of these is enough; empty for any
 * @param level 0 for any
 */
record RequiredAuthentication(List<String> acr, int level) {

    /**
     * What a method asks for.
     *
     * @throws IllegalStateException when an annotation asks for nothing, or for what cannot be
     */
    static RequiredAuthentication of(Class<?> resource, Method method) {
        List<AnnotatedElement> places = Places.of(resource, method);
        return new RequiredAuthentication(
                nearest(places, RequiresAcr.class)
                        .map(acr -> checked(method, acr.value()))
                        .orElse(List.of()),
                nearest(places, RequiresAuthLevel.class)
                        .map(level -> checked(method, level.value()))
                        .orElse(0));
    }

    /** Copies the list. */
    RequiredAuthentication {
        acr = List.copyOf(acr);
    }

    boolean isNone() {
        return acr.isEmpty() && level == 0;
    }

    /**
     * Goes on only for somebody who has signed in like this.
     *
     * @throws org.journeyguard.JourneyException for everybody else
     */
    void requireOf(JourneyUser user) {
        if (!acr.isEmpty()) {
            user.requireAcr(acr.toArray(String[]::new));
        }
        if (level > 0) {
            user.requireAuthLevel(level);
        }
    }

    private static <A extends Annotation> Optional<A> nearest(List<AnnotatedElement> places, Class<A> type) {
        return places.stream()
                .flatMap(place -> Optional.ofNullable(place.getDeclaredAnnotation(type)).stream())
                .findFirst();
    }

    private static List<String> checked(Method method, String... acr) {
        if (acr.length == 0 || !List.of(acr).stream().allMatch(AcrRules::isAcr)) {
            throw new IllegalStateException(method + " is under a @RequiresAcr(" + List.of(acr)
                    + "): write each way to sign in by itself, without blanks, commas and quotes");
        }
        return List.of(acr);
    }

    private static int checked(Method method, int level) {
        if (level < 1) {
            throw new IllegalStateException(method + " is under a @RequiresAuthLevel(" + level
                    + "), which everybody has; levels are 1 and higher");
        }
        return level;
    }
}
