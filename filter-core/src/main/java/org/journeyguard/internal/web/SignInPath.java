package org.journeyguard.internal.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import org.journeyguard.JourneyEvent.SignedIn;
import org.journeyguard.internal.auth.Account;
import org.journeyguard.internal.config.keys.LoginWay;
import org.journeyguard.internal.credential.AppSession;
import org.journeyguard.internal.credential.CookieReader;
import org.journeyguard.internal.credential.Credential;
import org.journeyguard.internal.credential.PresentedCredential;
import org.journeyguard.internal.guard.CodeFlowServices;
import org.journeyguard.internal.guard.settings.GuardSettings;
import org.journeyguard.internal.policy.CodeFlow;
import org.journeyguard.internal.policy.Decision;
import org.journeyguard.internal.policy.LoginPage;
import org.journeyguard.internal.policy.SignInMethod;
import org.journeyguard.internal.policy.SignInPage;
import org.journeyguard.internal.response.FilterResponse;
import org.journeyguard.internal.response.FilterResponses;
import org.journeyguard.internal.response.StoragePages;
import org.journeyguard.internal.servlet.Cookies;
import org.journeyguard.internal.servlet.ResponseWriter;
import org.journeyguard.internal.signin.SignInCookie;
import org.journeyguard.internal.signin.SignInOutcome;
import org.journeyguard.internal.signin.SignInSettings;
import org.journeyguard.internal.signin.SignInStart;
import org.journeyguard.internal.signin.SignInWish;
import org.jspecify.annotations.Nullable;

/**
 * Sends browsers to AM to sign in, and receives those that return.
 *
 * @param login the authorization code flow
 * @param flow decides what happens on return
 * @param app public URL of the application, without a trailing slash
 * @param cookies sets cookies
 */
record SignInPath(CodeFlowServices login, CodeFlow flow, String app, Cookies cookies) {

    static SignInPath of(CodeFlowServices login, GuardSettings config, Cookies cookies) {
        if (!(place(config) instanceof CodeFlow flow)) {
            throw new IllegalStateException("people sign in in another way");
        }
        return new SignInPath(login, flow, String.valueOf(config.app().url()), cookies);
    }

    /** Returns where users sign in; null when they are not sent anywhere. */
    static @Nullable SignInMethod place(GuardSettings config) {
        URI app = config.app().url();
        SignInSettings signIn = config.signIn();
        if (app == null || signIn.way() == LoginWay.NONE) {
            return null;
        }
        return switch (signIn.way()) {
            case OIDC -> new CodeFlow(app.toString(), signIn.redirectPath(), signIn.page(), config.acr());
            case JOURNEY -> new SignInPage(app.toString(), config.signInPage().path(), signIn.redirectPath());
            case AM, NONE -> loginPage(config, app);
        };
    }

    /** Returns AM's login page. */
    static LoginPage loginPage(GuardSettings config, URI app) {
        SignInSettings signIn = config.signIn();
        return new LoginPage(signIn.page(), config.am().realm(), app.toString(), signIn.redirectPath(), config.acr());
    }

    /** Returns the redirect to AM; sets the cookies of the sign-in. */
    FilterResponse begin(
            Decision.BeginSignIn begin,
            RequestContext context,
            HttpServletRequest request,
            HttpServletResponse response) {
        SignInWish wish = new SignInWish(begin.back(), begin.acrValues(), begin.isSilent(), 0);
        SignInStart start = login.signIns().begin(wish, present(request), own(context));
        FilterResponse answer = answer(start, wish.back(), wish.acrValues(), response, context);
        if (!(start instanceof SignInStart.Departed departed)) {
            return answer;
        }
        if (!response.isCommitted()) {
            cookies.countLogin(response, begin.count());
        }
        return begin.stored() == null
                ? answer
                : StoragePages.store(
                        begin.stored(), departed.url(), context.responses().recipient());
    }

    private FilterResponse answer(
            SignInStart start,
            String back,
            List<String> acrValues,
            HttpServletResponse response,
            RequestContext context) {
        if (start instanceof SignInStart.Departed departed) {
            if (!response.isCommitted()) {
                departed.gone().forEach(name -> cookies.expireOwn(response, name));
                cookies.bindSignIn(response, departed.cookie(), login.signIns().timeout());
            }
            return FilterResponses.redirect(302, departed.url());
        }
        SignInStart.Failed failed = (SignInStart.Failed) start;
        context.responses().refused(failed.reason());
        return FilterResponses.signInFailed(
                failed.reason(),
                failed.retryAfter(),
                flow.loginUrlReturningTo(back, acrValues),
                context.responses().recipient());
    }

    /** Answers a browser that returns from AM: 302 to where the user wanted to go, or an error page. */
    void finish(RequestContext context, HttpServletRequest request, HttpServletResponse response) throws IOException {
        List<SignInCookie> present = present(request);
        SignInOutcome finished = login.signIns().finish(request.getQueryString(), present, own(context));
        if (!finished.cookie().isEmpty()) {
            cookies.expireOwn(response, finished.cookie());
        }
        ResponseWriter.write(answer(finished, present, context, request, response), response);
    }

    private FilterResponse answer(
            SignInOutcome finished,
            List<SignInCookie> present,
            RequestContext context,
            HttpServletRequest request,
            HttpServletResponse response) {
        if (finished instanceof SignInOutcome.SignedIn signedIn) {
            signedIn(signedIn, context, request, response);
            return FilterResponses.redirect(302, app + finished.back());
        }
        if (finished instanceof SignInOutcome.SignedInBefore) {
            return FilterResponses.redirect(302, app + finished.back());
        }
        if (finished instanceof SignInOutcome.PushedOut next) {
            boolean isSilent = context.responses().recipient().isFramed();
            SignInWish wish = new SignInWish(next.back(), List.of(), isSilent, next.attempt());
            SignInStart start = login.signIns().begin(wish, present, own(context));
            return answer(start, next.back(), List.of(), response, context);
        }
        if (finished instanceof SignInOutcome.TooWeak weak) {
            SignInStart start = login.signIns().beginAtPage(weak, present);
            return answer(start, weak.back(), weak.acrValues(), response, context);
        }
        SignInOutcome.Failed failed = (SignInOutcome.Failed) finished;
        context.responses().refused(failed.reason());
        String again = flow.loginUrlReturningTo(failed.back(), failed.acrValues());
        return FilterResponses.signInFailed(
                failed.reason(), failed.retryAfter(), again, context.responses().recipient());
    }

    private void signedIn(
            SignInOutcome.SignedIn signedIn,
            RequestContext context,
            HttpServletRequest request,
            HttpServletResponse response) {
        AppSession session = signedIn.session();
        context.webGuard().guard().observers().signedIn(signedIn.identity().name(), SignedIn.By.CODE);
        Account account = context.webGuard().guard().authenticators().account(session, signedIn.identity());
        // first, so that WebSockets of the former session do not end with it
        HttpSessionBinding.enforce(request, context.userOf(account), context.webGuard());
        leave(context.facts().presented(), request, response);
        cookies.begin(response, session);
    }

    private static @Nullable AppSession own(RequestContext context) {
        return context.facts().presented().credential() instanceof AppSession own ? own : null;
    }

    /** Ends the session that the browser had before, and any that was planted. */
    private void leave(PresentedCredential presented, HttpServletRequest request, HttpServletResponse response) {
        for (Credential each : presented.credentials()) {
            if (each instanceof AppSession own) {
                login.sessions().over(own);
            }
        }
        if (presented instanceof PresentedCredential.Conflicting) {
            cookies.expireConflicting(response, request.getRequestURI());
        }
    }

    private List<SignInCookie> present(HttpServletRequest request) {
        return CookieReader.startingWith(
                        request.getHeaders("Cookie"), login.signIns().names().prefix())
                .stream()
                .map(cookie -> new SignInCookie(cookie.getKey(), cookie.getValue()))
                .toList();
    }
}
