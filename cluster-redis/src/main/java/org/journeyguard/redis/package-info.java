/** Keeps the state that the nodes of an application share in Redis or Valkey. */
@NullMarked
package org.journeyguard.redis;

import org.jspecify.annotations.NullMarked;
