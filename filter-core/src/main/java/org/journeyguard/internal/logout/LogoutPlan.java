package org.journeyguard.internal.logout;

import java.util.List;
import java.util.Optional;
import org.journeyguard.LogoutContext;
import org.journeyguard.LogoutReport.Step;

/**
 * A logout whose local part is done.
 *
 * @param farewell the user as they were; empty when that is not known
 * @param local how the local part went
 * @param elsewhere what has to end elsewhere
 */
record LogoutPlan(Optional<LogoutContext> farewell, Step local, List<LogoutStep> elsewhere) {}
