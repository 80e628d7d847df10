package org.journeyguard.servlet;

import jakarta.servlet.http.HttpServletRequest;
import java.util.function.Supplier;
import org.journeyguard.Occasion;
import org.journeyguard.decide.PathParameters;
import org.journeyguard.observe.Observers;
import org.journeyguard.observe.TransactionId;
import org.jspecify.annotations.Nullable;

/** A request as its observers see it; looked up when the first of them asks, and only then. */
final class ServletOccasion implements Supplier<Occasion> {
    private final HttpServletRequest request;
    private final WebGuard runtime;
    private volatile @Nullable Occasion known;
    private volatile @Nullable RequestContext context;

    ServletOccasion(HttpServletRequest request, WebGuard runtime) {
        this.request = request;
        this.runtime = runtime;
    }

    /** The application sees the request from now on. */
    void seenBy(RequestContext application) {
        context = application;
    }

    /** The request as the application sees it; null while it does not. */
    @Nullable
    RequestContext context() {
        return context;
    }

    @Override
    public Occasion get() {
        Occasion occasion = known;
        if (occasion == null) {
            occasion = read();
            known = occasion;
        }
        return occasion;
    }

    private Occasion read() {
        String brought = runtime.trustsTransactionIds() ? request.getHeader(Observers.TRANSACTION_ID) : null;
        return new Occasion(
                request.getRemoteAddr(),
                request.getMethod(),
                PathParameters.removed(ContextPath.cutFrom(request.getRequestURI(), request.getContextPath())),
                TransactionId.of(brought));
    }
}
