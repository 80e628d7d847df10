package org.journeyguard.internal.policy;

/**
 * A target that is too long to travel by AM and waits in the browser's storage.
 *
 * @param key it is stored under
 * @param path below the context, with its query
 */
public record LongTarget(String key, String path) {}
