/** Authenticates credentials, and provides each user's account according to the kind of credential. */
@org.jspecify.annotations.NullMarked
package org.journeyguard.internal.auth;
