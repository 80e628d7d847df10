package org.journeyguard.internal.page;

import static org.journeyguard.internal.response.FilterResponses.html;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.journeyguard.internal.response.FilterResponse;
import org.journeyguard.internal.response.Messages;
import org.journeyguard.journey.JourneyStep;
import org.journeyguard.journey.callback.PasswordCallback;
import org.journeyguard.journey.callback.PollingWaitCallback;
import org.journeyguard.journey.callback.RedirectCallback;
import org.journeyguard.journey.callback.SuspendedTextOutputCallback;

/** Shows steps as pages without script. */
final class StepPage {
    static final String STEP = "step";
    static final String TOKEN = "token";
    static final String POLL = "poll";

    private final PageTemplate template;
    private final String app;
    private final String path;

    /**
     * @param app public URL of the application
     * @param path of the page, below it
     */
    StepPage(PageTemplate template, String app, String path) {
        this.template = template;
        this.app = app;
        this.path = path;
    }

    /** Returns the address of a step. */
    String url(StepOutcome.Asked asked) {
        return app + asked.link().below(path) + "&" + STEP + "=" + asked.key().id();
    }

    /** Returns the page of a step: its form, or what leads to another site. */
    FilterResponse of(StepOutcome.Asked asked, Messages words) {
        JourneyStep.Prompt prompt = asked.prompt();
        Optional<String> leave = prompt.callback(RedirectCallback.class).map(RedirectCallback::redirectUrl);
        if (leave.isPresent()) {
            return leave(leave.get(), words);
        }
        Map<String, String> headers = new LinkedHashMap<>();
        prompt.callback(PollingWaitCallback.class)
                .map(PollingWaitCallback::waitTime)
                .ifPresent(wait -> headers.put("Refresh", seconds(wait) + "; url=" + url(asked) + "&" + POLL + "=1"));
        String title = prompt.header().orElseGet(() -> words.ofSignInPage("title"));
        String shown = asked.message().isEmpty() ? title : words.ofSignInPage("error") + ": " + title;
        return template.page(200, headers, language(words), shown, content(asked, title, words));
    }

    private String content(StepOutcome.Asked asked, String title, Messages words) {
        JourneyStep.Prompt prompt = asked.prompt();
        CallbackFields fields = new CallbackFields(prompt, words);
        boolean isSuspended = prompt.callback(SuspendedTextOutputCallback.class).isPresent();
        boolean isSignIn = prompt.callback(PasswordCallback.class).isPresent();
        String form = isSuspended
                ? fields.all()
                : "<form method=\"post\" action=\"" + html(app + asked.link().below(path)) + "\">\n"
                        + hidden(STEP, asked.key().id())
                        + hidden(TOKEN, asked.key().token(""))
                        + withFocus(fields.all())
                        + fields.buttons(words.text(isSignIn ? "sign-in" : "continue"))
                        + "</form>\n";
        return "<main data-stage=\"" + html(prompt.stage().orElse("")) + "\">\n<h1>" + html(title) + "</h1>\n"
                + alert(asked.message())
                + prompt.description()
                        .map(text -> "<p>" + html(text) + "</p>\n")
                        .orElse("")
                + form + "</main>";
    }

    /** The first field that is empty has the focus: after a wrong password that of the password. */
    private static String withFocus(String fields) {
        int from = 0;
        int field = fields.indexOf("<input id=");
        while (field >= 0) {
            int end = fields.indexOf('>', field);
            if (!fields.substring(field, end).contains(" value=")) {
                return fields.substring(0, end) + " autofocus" + fields.substring(end);
            }
            from = end;
            field = fields.indexOf("<input id=", from);
        }
        return fields;
    }

    private static String hidden(String name, String value) {
        return "<input type=\"hidden\" name=\"" + name + "\" value=\"" + html(value) + "\">\n";
    }

    private static String alert(String message) {
        return message.isEmpty() ? "" : "<div class=\"error\" role=\"alert\"><p>" + html(message) + "</p></div>\n";
    }

    /** Returns the page that leads to another site. Not a redirect: some browsers let a page restrict where its forms lead. */
    FilterResponse leave(String url, Messages words) {
        String content = "<main>\n<h1>" + html(words.ofSignInPage("title")) + "</h1>\n<p>"
                + html(words.ofSignInPage("leave")) + "</p>\n" + link(url, words.text("continue")) + "</main>";
        return template.page(
                200, Map.of("Refresh", "0; url=" + url), language(words), words.ofSignInPage("title"), content);
    }

    /** Returns the page that says why AM has refused, and offers to start again. */
    FilterResponse of(StepOutcome.Refused refused, Messages words) {
        String title = words.ofSignInPage("title");
        String content = "<main>\n<h1>" + html(title) + "</h1>\n" + alert(refused.message())
                + link(again(refused), words.text("try-again")) + "</main>";
        return template.page(200, Map.of(), language(words), words.ofSignInPage("error") + ": " + title, content);
    }

    /** Returns the address at which the user can start again. */
    String again(StepOutcome outcome) {
        return app + outcome.link().below(path);
    }

    private static String link(String url, String text) {
        return "<p><a href=\"" + html(url) + "\">" + html(text) + "</a></p>\n";
    }

    private static String language(Messages words) {
        return words.language().toLanguageTag();
    }

    private static long seconds(Duration wait) {
        return Math.max(1, wait.plusMillis(999).toSeconds());
    }
}
