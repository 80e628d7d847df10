package org.journeyguard.jcache;

import java.util.function.Consumer;
import javax.cache.configuration.CacheEntryListenerConfiguration;
import javax.cache.configuration.Factory;
import javax.cache.configuration.FactoryBuilder;
import javax.cache.configuration.MutableCacheEntryListenerConfiguration;
import javax.cache.event.CacheEntryCreatedListener;
import javax.cache.event.CacheEntryEvent;
import javax.cache.event.CacheEntryEventFilter;
import javax.cache.event.CacheEntryListener;
import javax.cache.event.CacheEntryRemovedListener;
import javax.cache.event.CacheEntryUpdatedListener;
import org.jspecify.annotations.Nullable;

/**
 * Registers a JCache listener, which hears the names of entries that were added, replaced or removed.
 *
 * @param <V> the type of values
 */
final class ChangeReports<V> implements CacheEntryListenerConfiguration<String, V> {
    private final transient Consumer<String> changed;

    ChangeReports(Consumer<String> changed) {
        this.changed = changed;
    }

    @Override
    public Factory<CacheEntryListener<? super String, ? super V>> getCacheEntryListenerFactory() {
        return () -> new Listener<>(changed);
    }

    @Override
    public boolean isOldValueRequired() {
        return false;
    }

    @Override
    public @Nullable Factory<CacheEntryEventFilter<? super String, ? super V>> getCacheEntryEventFilterFactory() {
        return null;
    }

    @Override
    public boolean isSynchronous() {
        return false;
    }

    /** Hazelcast sends configurations to other members, which may not have this class and need nothing of it. */
    private Object writeReplace() {
        return new MutableCacheEntryListenerConfiguration<String, V>(
                FactoryBuilder.factoryOf("journeyguard"), null, false, false);
    }

    private record Listener<V>(Consumer<String> changed)
            implements CacheEntryCreatedListener<String, V>,
                    CacheEntryUpdatedListener<String, V>,
                    CacheEntryRemovedListener<String, V> {

        @Override
        public void onCreated(Iterable<CacheEntryEvent<? extends String, ? extends V>> events) {
            events.forEach(event -> changed.accept(event.getKey()));
        }

        @Override
        public void onUpdated(Iterable<CacheEntryEvent<? extends String, ? extends V>> events) {
            onCreated(events);
        }

        @Override
        public void onRemoved(Iterable<CacheEntryEvent<? extends String, ? extends V>> events) {
            onCreated(events);
        }
    }
}
