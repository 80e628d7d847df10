package org.journeyguard.internal.web;

import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;

/** Ends the request's context when its asynchronous processing completes. */
record AsyncCompletion(RequestContext context) implements AsyncListener {
    @Override
    public void onComplete(AsyncEvent event) {
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
