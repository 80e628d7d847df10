/** Authenticates credentials, and gives each user what their kind of credential allows. */
@org.jspecify.annotations.NullMarked
package org.journeyguard.internal.auth;
