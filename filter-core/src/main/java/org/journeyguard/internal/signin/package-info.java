/** Signs users in by the authorization code flow. */
@NullMarked
package org.journeyguard.internal.signin;

import org.jspecify.annotations.NullMarked;
