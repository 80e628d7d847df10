package org.journeyguard.internal.policy;

/**
 * A target that is too long to pass through AM and is kept in the browser's storage.
 *
 * @param key under which it is stored
 * @param path below the context, with its query
 */
public record LongTarget(String key, String path) {}
