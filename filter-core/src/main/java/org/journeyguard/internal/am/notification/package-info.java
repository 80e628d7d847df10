/** AM's notifications of sessions that end. */
@NullMarked
package org.journeyguard.internal.am.notification;

import org.jspecify.annotations.NullMarked;
