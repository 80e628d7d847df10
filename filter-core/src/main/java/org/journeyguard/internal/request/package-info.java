/** The rules' view of a request, and path matching. Pure. */
@NullMarked
package org.journeyguard.internal.request;

import org.jspecify.annotations.NullMarked;
