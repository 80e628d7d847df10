/** AM's session API, in all versions of AM, and the administrators that may list and end the sessions of others. */
@NullMarked
package org.journeyguard.internal.am.session;

import org.jspecify.annotations.NullMarked;
