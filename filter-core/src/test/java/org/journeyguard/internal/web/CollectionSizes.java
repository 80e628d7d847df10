package org.journeyguard.internal.web;

import com.github.benmanes.caffeine.cache.Cache;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * What the library remembers: every cache, every map and set that can change, and every queue of things to do that can be reached
 * from an object through fields of the library's own classes. So a cache that is added later is found too.
 */
final class CollectionSizes {
    private static final String OURS = "org.journeyguard.";

    private final Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    private final Deque<Place> open = new ArrayDeque<>();
    private final Map<String, Long> sizes = new TreeMap<>();

    private record Place(String path, Object object) {}

    private CollectionSizes(Object root) {
        open.add(new Place(root.getClass().getSimpleName(), root));
        while (!open.isEmpty()) {
            Place place = open.poll();
            if (seen.add(place.object)) {
                look(place);
            }
        }
    }

    /** How many entries there are, by where. */
    static Map<String, Long> of(Object root) {
        return new CollectionSizes(root).sizes;
    }

    private void look(Place place) {
        if (place.object instanceof Cache<?, ?> cache) {
            cache.cleanUp();
            sizes.put(place.path, cache.estimatedSize());
        } else if (place.object instanceof ConcurrentMap<?, ?> map) {
            sizes.put(place.path, (long) map.size());
        } else if (place.object instanceof ScheduledThreadPoolExecutor later) {
            sizes.put(place.path, (long) later.getQueue().size());
        } else if (place.object instanceof AtomicReference<?> reference) {
            step(place.path, reference.get());
        } else if (isChangeable(place.object)) {
            sizes.put(place.path, (long) ((Collection<?>) place.object).size());
        } else if (place.object instanceof Collection<?> fixed) {
            fixed.forEach(each -> step(place.path + "[]", each));
        } else if (place.object.getClass().getName().startsWith(OURS)) {
            fieldsOf(place);
        }
    }

    /** Lists and sets that are copied once and for all are configuration, and lists of listeners as good as that. */
    private static boolean isChangeable(Object object) {
        return object instanceof Collection<?>
                && !(object instanceof CopyOnWriteArrayList<?>)
                && !object.getClass().getName().startsWith("java.util.ImmutableCollections");
    }

    private void fieldsOf(Place place) {
        for (Class<?> type = place.object.getClass();
                type != null && type != Object.class;
                type = type.getSuperclass()) {
            for (Field field : type.getDeclaredFields()) {
                if (!field.getType().isPrimitive() && !Modifier.isStatic(field.getModifiers())) {
                    step(place.path + "." + field.getName(), value(field, place.object));
                }
            }
        }
    }

    private static @Nullable Object value(Field field, Object of) {
        try {
            field.setAccessible(true);
            return field.get(of);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }

    private void step(String path, @Nullable Object to) {
        if (to != null && !(to instanceof String) && !(to instanceof Enum<?>) && !(to instanceof Class<?>)) {
            open.add(new Place(path, to));
        }
    }
}
