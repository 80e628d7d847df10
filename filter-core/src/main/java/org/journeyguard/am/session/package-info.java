/** AM's session API, in all versions of AM, and the administrators that may list and end the sessions of others. */
@NullMarked
package org.journeyguard.am.session;

import org.jspecify.annotations.NullMarked;
