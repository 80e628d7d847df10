/** The remote steps of a logout as data, and what runs and retries them. */
@NullMarked
package org.journeyguard.internal.logout.step;

import org.jspecify.annotations.NullMarked;
