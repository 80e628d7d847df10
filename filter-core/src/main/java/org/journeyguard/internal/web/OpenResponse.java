package org.journeyguard.internal.web;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import java.io.IOException;
import org.journeyguard.AuthenticationRequired;
import org.journeyguard.JourneyEvent.ConnectionEnd;
import org.journeyguard.internal.auth.AuthenticatedUser;
import org.journeyguard.internal.credential.Credential;
import org.journeyguard.internal.servlet.ResponseWriter;
import org.jspecify.annotations.Nullable;

/** An asynchronous response that is still open, for example a stream of server-sent events. */
final class OpenResponse extends OpenConnection {
    private static final System.Logger LOG = System.getLogger(OpenResponse.class.getName());

    private final RequestContext context;
    private volatile AsyncContext async;

    OpenResponse(RequestContext context, AsyncContext async) {
        super(context.requestInfo());
        this.context = context;
        this.async = async;
    }

    /** Continues in another asynchronous cycle. */
    void goesOn(AsyncContext next) {
        async = next;
    }

    @Override
    @Nullable
    Credential credential() {
        AuthenticatedUser user = context.confirmedUser();
        return user == null ? null : user.credential();
    }

    @Override
    String user() {
        AuthenticatedUser user = context.confirmedUser();
        return user == null ? "" : user.getName();
    }

    @Override
    ConnectionEnd.Kind kind() {
        return ConnectionEnd.Kind.RESPONSE;
    }

    @Override
    boolean isOver() {
        return false;
    }

    /** A response that has not begun is answered like a request without a user. */
    @Override
    void end() {
        context.response().end(() -> {
            synchronized (context) {
                // the container may have taken the response back, and given it to another request
                if (context.isActive()) {
                    endActive();
                }
            }
        });
    }

    private void endActive() {
        try {
            if (!context.response().isCommitted()) {
                ResponseWriter.write(
                        context.responses().of(new AuthenticationRequired("The session or token has ended")),
                        context.response());
            }
        } catch (IOException | RuntimeException e) {
            LOG.log(System.Logger.Level.DEBUG, "A response that ends can't be answered any more", e);
        }
        try {
            async.complete();
        } catch (RuntimeException e) {
            LOG.log(System.Logger.Level.DEBUG, "A response that ends has been completed already", e);
        }
    }

    /** Ends the request's context when its asynchronous processing completes. */
    record Completion(RequestContext context) implements AsyncListener {
        @Override
        public void onComplete(AsyncEvent event) {
            context.response().over();
            context.ended();
            context.webGuard().connections().closed(context);
        }

        @Override
        public void onTimeout(AsyncEvent event) {
            // onComplete follows
        }

        @Override
        public void onError(AsyncEvent event) {
            // onComplete follows
        }

        @Override
        public void onStartAsync(AsyncEvent event) {
            event.getAsyncContext().addListener(this);
        }
    }
}
