/** Signing in by the authorization code flow, and the application's own sessions that begin with it. */
@NullMarked
package org.journeyguard.login;

import org.jspecify.annotations.NullMarked;
