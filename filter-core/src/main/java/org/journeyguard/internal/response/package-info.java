/** The filter's responses and their texts. */
@NullMarked
package org.journeyguard.internal.response;

import org.jspecify.annotations.NullMarked;
