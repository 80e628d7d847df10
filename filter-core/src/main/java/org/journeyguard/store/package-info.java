/** What outlives requests: token sets behind the {@link org.journeyguard.store.TokenStore} SPI, and the marks of what has ended. */
@NullMarked
package org.journeyguard.store;

import org.jspecify.annotations.NullMarked;
