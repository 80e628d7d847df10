/** State that all nodes of an application share: encrypted entries in an engine behind the {@code spi}, and a log of what has ended. */
@NullMarked
package org.journeyguard.internal.cluster;

import org.jspecify.annotations.NullMarked;
