/** The authorization code flow, and the sessions that the application keeps after it. */
@NullMarked
package org.journeyguard.internal.signin;

import org.jspecify.annotations.NullMarked;
