/** Stores, validates and ends the application's own sessions. */
@NullMarked
package org.journeyguard.internal.appsession;

import org.jspecify.annotations.NullMarked;
