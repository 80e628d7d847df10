/** Configuration keys: name, type, validation, default, example and text. */
@NullMarked
package org.journeyguard.internal.config.keys;

import org.jspecify.annotations.NullMarked;
