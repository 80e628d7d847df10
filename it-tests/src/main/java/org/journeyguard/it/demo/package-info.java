/** The demo: {@code mvn -Pdemo}. */
@NullMarked
package org.journeyguard.it.demo;

import org.jspecify.annotations.NullMarked;
