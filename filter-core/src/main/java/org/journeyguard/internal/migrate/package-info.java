/**
 * Translates the configuration of a Java Agent. A program of its own, which the container does not load. Test to read first:
 * {@code AgentTranslatorTest}.
 */
@NullMarked
package org.journeyguard.internal.migrate;

import org.jspecify.annotations.NullMarked;
