/** The answers that the filter gives, and their texts. */
@NullMarked
package org.journeyguard.internal.response;

import org.jspecify.annotations.NullMarked;
