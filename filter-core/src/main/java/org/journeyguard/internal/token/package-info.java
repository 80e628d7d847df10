/** Obtains, stores, renews, exchanges and revokes the tokens of sessions. */
@NullMarked
package org.journeyguard.internal.token;

import org.jspecify.annotations.NullMarked;
