/** The configuration keys: name, type, check, default, example and text. */
@NullMarked
package org.journeyguard.internal.config.keys;

import org.jspecify.annotations.NullMarked;
