/** Validates AM's sessions, caches the outcome, and keeps sessions in use alive. */
@NullMarked
package org.journeyguard.internal.session;

import org.jspecify.annotations.NullMarked;
