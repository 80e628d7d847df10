package org.journeyguard.internal.page;

import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.journeyguard.internal.journey.Journeys;
import org.journeyguard.internal.policy.AcrRules;
import org.journeyguard.internal.policy.LoginPage;
import org.journeyguard.internal.policy.Reason;
import org.journeyguard.internal.policy.SignInPage;
import org.journeyguard.internal.response.FilterResponse;
import org.journeyguard.internal.response.FilterResponses;
import org.journeyguard.internal.response.Messages;
import org.journeyguard.journey.Callback;

/** The application's own sign-in page: for browsers as pages, and for programs as JSON. */
public final class JourneyPage {
    private static final System.Logger LOG = System.getLogger(JourneyPage.class.getName());
    private static final String SUSPENDED = "suspendedId";
    private static final Set<String> NAMES = Set.of(StepPage.STEP, StepPage.POLL, SUSPENDED);
    /** What identity providers send back (RFC 6749, 4.1.2; RFC 9207, 2; OAuth 1.0a, 6.2.3), and no parameter of AM's own. */
    private static final Set<String> OF_PROVIDERS =
            Set.of("code", "state", "scope", "iss", "error", "error_description", "oauth_token", "oauth_verifier");

    private final JourneySignIn signIns;
    private final StepPage pages;
    private final LoginPage atAm;
    private final String app;

    /**
     * @param atAm AM's own page, for steps that need it
     * @param acr maps acr values to AM's journeys
     * @param app public URL of the application, without a trailing slash
     */
    public JourneyPage(
            SignInPageSettings settings,
            Journeys journeys,
            PendingJourneys pending,
            LoginPage atAm,
            AcrRules acr,
            String app) {
        this.signIns = new JourneySignIn(journeys, pending, settings.journey(), acr);
        this.pages = new StepPage(
                new PageTemplate(
                        app,
                        settings.css(),
                        PageTemplate.read(Thread.currentThread().getContextClassLoader())),
                app,
                settings.path());
        this.atAm = atAm;
        this.app = app;
    }

    /** Answers a request for the page, which no other site has sent. */
    public FilterResponse answer(SignInBrowser browser) {
        SignInPage.Link link = SignInPage.Link.read(browser.facts().query());
        if (browser.facts().method().equals("POST")) {
            return browser.format().isPerson() ? ofForm(link, browser) : ofJson(link, browser);
        }
        return browser.format().isPerson() ? visit(link, browser) : shown(signIns.start(link, browser), browser);
    }

    private FilterResponse visit(SignInPage.Link link, SignInBrowser browser) {
        Map<String, String> parameters =
                SignInPage.Link.parameters(browser.facts().query(), NAMES);
        String step = parameters.get(StepPage.STEP);
        if (step != null) {
            return parameters.containsKey(StepPage.POLL)
                    ? moved(signIns.poll(link, step, browser), browser)
                    : shown(signIns.show(link, step, browser), browser);
        }
        String suspendedId = parameters.get(SUSPENDED);
        if (suspendedId != null) {
            return moved(signIns.resume(link, suspendedId, browser), browser);
        }
        Map<String, String> returned =
                SignInPage.Link.parameters(browser.facts().query(), OF_PROVIDERS);
        return moved(
                returned.isEmpty() ? signIns.start(link, browser) : signIns.returned(link, returned, browser), browser);
    }

    private FilterResponse ofForm(SignInPage.Link link, SignInBrowser browser) {
        Map<String, String> form = browser.form();
        return moved(
                signIns.answer(
                        link,
                        form.getOrDefault(StepPage.STEP, ""),
                        form.getOrDefault(StepPage.TOKEN, ""),
                        browser,
                        prompt -> CallbackAnswers.ofForm(prompt, form),
                        Map.of()),
                browser);
    }

    private FilterResponse ofJson(SignInPage.Link link, SignInBrowser browser) {
        StepOutcome none = new StepOutcome.Failed(link, Reason.SIGN_IN_NOT_STARTED, null);
        return shown(
                browser.json()
                        .flatMap(StepJson::read)
                        .map(sent -> signIns.answer(
                                link,
                                sent.step(),
                                sent.token(),
                                browser,
                                prompt -> CallbackAnswers.ofJson(prompt, sent.callbacks()),
                                ofProvider(sent.parameters())))
                        .orElse(none),
                browser);
    }

    private static Map<String, String> ofProvider(Map<String, String> parameters) {
        return parameters.entrySet().stream()
                .filter(each -> OF_PROVIDERS.contains(each.getKey()))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /** A step has an address of its own, so that it can be reloaded, and so that Back leads to a step that is over. */
    private FilterResponse moved(StepOutcome outcome, SignInBrowser browser) {
        return outcome instanceof StepOutcome.Asked asked
                ? FilterResponses.redirect(303, pages.url(asked))
                : shown(outcome, browser);
    }

    private FilterResponse shown(StepOutcome outcome, SignInBrowser browser) {
        boolean isPerson = browser.format().isPerson();
        if (outcome instanceof StepOutcome.Asked asked) {
            return isPerson ? page(asked, browser.format().words()) : StepJson.of(asked, browser.format());
        }
        if (outcome instanceof StepOutcome.SignedIn signedIn) {
            String location = app + signedIn.link().back();
            return isPerson ? FilterResponses.redirect(303, location) : StepJson.signedIn(location, browser.format());
        }
        if (outcome instanceof StepOutcome.Refused refused) {
            return isPerson ? pages.of(refused, browser.format().words()) : StepJson.of(refused, browser.format());
        }
        StepOutcome.Failed failed = (StepOutcome.Failed) outcome;
        return FilterResponses.signInFailed(
                failed.reason(), failed.retryAfter(), pages.again(failed), browser.format());
    }

    private FilterResponse page(StepOutcome.Asked asked, Messages words) {
        if (CallbackAnswers.canBeTyped(asked.prompt())) {
            return pages.of(asked, words);
        }
        LOG.log(
                System.Logger.Level.WARNING,
                "The sign-in page can''t show a step, so the user goes on at AM''s own page: {0}",
                asked.prompt().callbacks().stream().map(Callback::type).toList());
        String back = asked.link().back();
        return pages.leave(atAm.loginUrlReturningTo(back, null, asked.link().demand()), words);
    }
}
