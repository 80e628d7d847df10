/** The tokens of sessions: obtained, stored, renewed, exchanged, revoked. */
@NullMarked
package org.journeyguard.internal.token;

import org.jspecify.annotations.NullMarked;
