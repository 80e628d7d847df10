/** What a request presents, and AM's answer about it. Pure. */
@NullMarked
package org.journeyguard.credential;

import org.jspecify.annotations.NullMarked;
