package org.journeyguard.internal.logout;

import java.util.List;
import java.util.Optional;
import org.journeyguard.LogoutContext;
import org.journeyguard.LogoutReport.Step;
import org.journeyguard.internal.logout.step.LogoutStep;

/**
 * A logout whose local part is done.
 *
 * @param context snapshot of the user; empty if unknown
 * @param local result of the local part
 * @param elsewhere the remote steps
 */
record LogoutPlan(Optional<LogoutContext> context, Step local, List<LogoutStep> elsewhere) {}
