/** A small application behind AM. */
@NullMarked
package org.journeyguard.demo;

import org.jspecify.annotations.NullMarked;
