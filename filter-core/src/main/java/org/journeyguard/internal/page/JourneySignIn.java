package org.journeyguard.internal.page;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.journeyguard.JourneyException;
import org.journeyguard.Unavailable;
import org.journeyguard.internal.journey.Journeys;
import org.journeyguard.internal.policy.AcrRules;
import org.journeyguard.internal.policy.AuthenticationRequirement;
import org.journeyguard.internal.policy.Reason;
import org.journeyguard.internal.policy.SignInPage;
import org.journeyguard.internal.post.PostKey;
import org.journeyguard.internal.response.Messages;
import org.journeyguard.internal.signin.SignInCookie;
import org.journeyguard.journey.JourneyOptions;
import org.journeyguard.journey.JourneyStep;
import org.journeyguard.journey.callback.RedirectCallback;
import org.journeyguard.journey.callback.SuspendedTextOutputCallback;
import org.jspecify.annotations.Nullable;

/** Runs journeys for browsers: starts them, keeps each step until it is answered, and signs the browser in at the end. */
final class JourneySignIn {
    private static final System.Logger LOG = System.getLogger(JourneySignIn.class.getName());

    /** What identity providers return of a request (RFC 6749, 4.1.2; OAuth 1.0a, 6.2.3). */
    private static final Set<String> OF_REQUESTS = Set.of("state", "oauth_token");

    private final Journeys journeys;
    private final PendingJourneys pending;
    private final String journey;
    private final AcrRules acr;

    /**
     * @param journey AM's journey or chain; empty for the default one of the realm
     * @param acr maps acr values to AM's journeys
     */
    JourneySignIn(Journeys journeys, PendingJourneys pending, String journey, AcrRules acr) {
        this.journeys = journeys;
        this.pending = pending;
        this.journey = journey;
        this.acr = acr;
    }

    /**
     * Starts a journey; without a requirement only if the user is not signed in. Anyone can write a link with a requirement, and so choose
     * a weak journey: it counts for a user who has signed in before.
     */
    StepOutcome start(SignInPage.Link link, SignInBrowser browser) {
        boolean isSignedIn = browser.isSignedIn();
        if (isSignedIn && link.demand().isNone()) {
            return new StepOutcome.SignedIn(link);
        }
        SignInPage.Link allowed = isSignedIn ? link : new SignInPage.Link(link.back(), AuthenticationRequirement.NONE);
        return attempt(allowed, browser, null, () -> first(allowed, options(allowed, browser)));
    }

    private JourneyStep first(SignInPage.Link link, JourneyOptions options) {
        int level = link.demand().acr().isEmpty() ? link.demand().level() : 0;
        return level > 0
                ? journeys.startLevel(level, options)
                : journeys.start(acr.service(link.demand().acr()).orElse(journey), options);
    }

    /**
     * Resumes a journey that AM has suspended. Anyone can send the link of a journey of their own, which would sign a user in as somebody
     * else: for a user who is signed in, this browser has to have a suspended journey.
     */
    StepOutcome resume(SignInPage.Link link, String suspendedId, SignInBrowser browser) {
        if (browser.isSignedIn() && !hasSuspended(link, browser)) {
            return new StepOutcome.SignedIn(link);
        }
        return attempt(link, browser, null, () -> journeys.resume(suspendedId, options(link, browser)));
    }

    private boolean hasSuspended(SignInPage.Link link, SignInBrowser browser) {
        return browser.cookies(pending.cookiePrefix()).stream()
                .map(cookie -> cookie.name().substring(pending.cookiePrefix().length()))
                .anyMatch(id -> show(link, id, browser) instanceof StepOutcome.Asked asked
                        && asked.prompt()
                                .callback(SuspendedTextOutputCallback.class)
                                .isPresent());
    }

    /** Returns the step that the browser has to answer. */
    StepOutcome show(SignInPage.Link link, String id, SignInBrowser browser) {
        try {
            PostKey key = key(id, browser).orElse(null);
            PendingJourney step = key == null ? null : pending.find(key).orElse(null);
            return key == null || step == null
                    ? gone(link, browser)
                    : new StepOutcome.Asked(step.link(), key, step.message(), prompt(step, browser));
        } catch (Unavailable e) {
            return unavailable(link, e);
        }
    }

    /**
     * Answers a step, which then is over: whoever sends it again, or goes back to it, gets no second answer.
     *
     * @param token of the page that shows the step
     * @param answers sets the inputs
     * @param parameters from an identity provider
     */
    StepOutcome answer(
            SignInPage.Link link,
            String id,
            String token,
            SignInBrowser browser,
            Consumer<JourneyStep.Prompt> answers,
            Map<String, String> parameters) {
        try {
            PostKey key = key(id, browser).filter(own -> own.isToken(token, "")).orElse(null);
            PendingJourney step = key == null ? null : pending.take(key).orElse(null);
            if (key == null || step == null) {
                return gone(link, browser);
            }
            browser.expire(pending.cookieName(id));
            JourneyStep.Prompt prompt = prompt(step, browser);
            answers.accept(prompt);
            return attempt(step.link(), browser, prompt, () -> prompt.next(parameters));
        } catch (Unavailable e) {
            return unavailable(link, e);
        }
    }

    /** Goes on after the user has waited: nothing is answered. */
    StepOutcome poll(SignInPage.Link link, String id, SignInBrowser browser) {
        String token = key(id, browser).map(key -> key.token("")).orElse("");
        return answer(link, id, token, browser, prompt -> {}, Map.of());
    }

    /**
     * Goes on after another site has sent the user back: with the step that had sent them there.
     *
     * @param parameters from that site
     */
    StepOutcome returned(SignInPage.Link link, Map<String, String> parameters, SignInBrowser browser) {
        for (SignInCookie cookie : browser.cookies(pending.cookiePrefix())) {
            String id = cookie.name().substring(pending.cookiePrefix().length());
            StepOutcome shown = show(link, id, browser);
            if (shown instanceof StepOutcome.Asked asked && hasSentAway(asked.prompt(), parameters)) {
                return answer(link, id, asked.key().token(""), browser, prompt -> {}, parameters);
            }
        }
        return gone(link, browser);
    }

    /** Whether the user comes back from where a step has sent them, and not with what somebody else has obtained there. */
    private static boolean hasSentAway(JourneyStep.Prompt prompt, Map<String, String> parameters) {
        Map<String, String> sent = prompt.callback(RedirectCallback.class)
                .map(RedirectCallback::redirectUrl)
                .map(url -> SignInPage.Link.parameters(url.substring(url.indexOf('?') + 1), OF_REQUESTS))
                .orElse(Map.of());
        return !sent.isEmpty()
                && sent.entrySet().stream()
                        .allMatch(each ->
                                !each.getValue().isEmpty() && each.getValue().equals(parameters.get(each.getKey())));
    }

    private Optional<PostKey> key(String id, SignInBrowser browser) {
        return pending.key(browser.cookies(pending.cookiePrefix()), id);
    }

    private JourneyStep.Prompt prompt(PendingJourney step, SignInBrowser browser) {
        return journeys.restore(step.step(), options(step.link(), browser));
    }

    private static JourneyOptions options(SignInPage.Link link, SignInBrowser browser) {
        JourneyOptions options = JourneyOptions.NONE.in(browser.format().words().language());
        return link.demand().isNone()
                ? options
                : browser.session().map(options::upgrading).orElse(options);
    }

    /** Sends something to AM, and keeps the step that follows. */
    private StepOutcome attempt(
            SignInPage.Link link,
            SignInBrowser browser,
            JourneyStep.@Nullable Prompt answered,
            Supplier<JourneyStep> call) {
        try {
            return outcome(link, browser, answered, call.get());
        } catch (Unavailable e) {
            return unavailable(link, e);
        } catch (JourneyException e) {
            LOG.log(System.Logger.Level.WARNING, "A sign-in has failed", e);
            return new StepOutcome.Failed(link, Reason.SIGN_IN_REFUSED, null);
        }
    }

    private StepOutcome outcome(
            SignInPage.Link link, SignInBrowser browser, JourneyStep.@Nullable Prompt answered, JourneyStep step) {
        if (step instanceof JourneyStep.Prompt prompt) {
            return asked(link, browser, "", prompt);
        }
        if (step instanceof JourneyStep.Success success) {
            browser.begin(success.session().orElseThrow());
            return new StepOutcome.SignedIn(link);
        }
        return refused(link, browser, answered, (JourneyStep.Failure) step);
    }

    private StepOutcome asked(SignInPage.Link link, SignInBrowser browser, String message, JourneyStep.Prompt prompt) {
        PostKey key = pending.put(new PendingJourney(link, message, journeys.save(prompt)));
        SignInCookie cookie = pending.cookie(key);
        browser.set(cookie, pending.dropSurplus(browser.cookies(pending.cookiePrefix()), cookie));
        return new StepOutcome.Asked(link, key, message, prompt);
    }

    /** A person can try again at once: the journey starts again with what they have typed, except secrets. */
    private StepOutcome refused(
            SignInPage.Link link,
            SignInBrowser browser,
            JourneyStep.@Nullable Prompt answered,
            JourneyStep.Failure failure) {
        Messages words = browser.format().words();
        String ofAm = failure.message().isEmpty() ? words.ofSignInPage("failed") : failure.message();
        String message = failure.isTimedOut() ? words.ofSignInPage("timed-out") : ofAm;
        if (answered != null && browser.format().isPerson() && answered.restart() instanceof JourneyStep.Prompt again) {
            return asked(link, browser, message, again);
        }
        return new StepOutcome.Refused(link, failure.code(), message);
    }

    /** The step is not there: it was answered, has expired, or belongs to another browser. */
    private static StepOutcome gone(SignInPage.Link link, SignInBrowser browser) {
        return browser.isSignedIn()
                ? new StepOutcome.SignedIn(link)
                : new StepOutcome.Failed(link, Reason.SIGN_IN_NOT_STARTED, null);
    }

    private static StepOutcome unavailable(SignInPage.Link link, Unavailable e) {
        LOG.log(System.Logger.Level.INFO, "A sign-in can''t go on: {0}", e.getMessage());
        return new StepOutcome.Failed(link, Reason.SIGN_IN_UNAVAILABLE, e.retryAfter());
    }
}
