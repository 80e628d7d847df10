/** What the integration tests and the demo share: real servers, and what stands between them. */
@NullMarked
package org.journeyguard.it;

import org.jspecify.annotations.NullMarked;
