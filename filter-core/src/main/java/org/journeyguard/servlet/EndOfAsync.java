package org.journeyguard.servlet;

import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;

/** Ends a passage when its asynchronous request ends. */
record EndOfAsync(Passage passage) implements AsyncListener {
    @Override
    public void onComplete(AsyncEvent event) {
        passage.ended();
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
