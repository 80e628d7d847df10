/**
 * State that nodes share in Payara's data grid, Hazelcast, Infinispan or another JCache provider. Classes that need an engine are loaded
 * only where it is present.
 */
@NullMarked
package org.journeyguard.jcache;

import org.jspecify.annotations.NullMarked;
