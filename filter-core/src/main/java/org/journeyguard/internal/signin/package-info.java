/** The authorization code flow, and the app sessions that it starts. */
@NullMarked
package org.journeyguard.internal.signin;

import org.jspecify.annotations.NullMarked;
