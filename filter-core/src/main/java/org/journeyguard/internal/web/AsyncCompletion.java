package org.journeyguard.internal.web;

import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;

/** Ends a context when its asynchronous request ends. */
record AsyncCompletion(RequestContext context) implements AsyncListener {
    @Override
    public void onComplete(AsyncEvent event) {
        context.ended();
        context.runtime().connections().closed(context);
    }

    @Override
    public void onTimeout(AsyncEvent event) {
        // complete follows
    }

    @Override
    public void onError(AsyncEvent event) {
        // complete follows
    }

    @Override
    public void onStartAsync(AsyncEvent event) {
        event.getAsyncContext().addListener(this);
    }
}
