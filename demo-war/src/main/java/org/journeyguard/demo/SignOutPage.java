package org.journeyguard.demo;

import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.stream.Collectors;
import org.journeyguard.JourneyUser;
import org.journeyguard.LogoutReport;
import org.journeyguard.LogoutReport.Step;

/** Signs out, and shows what has ended where. An application that does not want to show that uses the logout path. */
@WebServlet("/sign-out")
public class SignOutPage extends HttpServlet {
    private static final long serialVersionUID = 1L;
    private static final String CONTENT = """
            <h1 id="outcome">%s</h1>
            <section aria-labelledby="steps-title">
            <h2 id="steps-title">What has ended</h2>
            <table>
            <thead><tr><th scope="col">Step</th><th scope="col">Result</th></tr></thead>
            <tbody>
            %s
            </tbody>
            </table>
            </section>
            <p><a href="./">Start page</a></p>
            """;

    @Inject
    @SuppressWarnings("serial")
    private transient JourneyUser user;

    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response) throws IOException {
        LogoutReport report = user.logout();
        response.setHeader("Cache-Control", "no-store");
        String steps = report.steps().stream().map(SignOutPage::row).collect(Collectors.joining("\n"));
        Html.write(response, "Signed out", CONTENT.formatted(title(report), steps));
    }

    private static String title(LogoutReport report) {
        return switch (report.outcome()) {
            case SUCCESS -> "You are signed out";
            case NO_SESSION -> "You were signed out already";
            case FAILURE -> "You are signed out here; elsewhere it is not confirmed yet";
            case ERROR -> "You are signed out, but something broke on the way";
        };
    }

    private static String row(Step step) {
        String result = switch (step.result()) {
            case DONE -> "done";
            case NOT_NEEDED -> "not needed";
            case FAILED -> "failed: " + step.detail();
            case WILL_RETRY -> "will be tried again: " + step.detail();
        };
        return "<tr><th scope=\"row\">" + Html.escaped(step.name()) + "</th><td>" + Html.escaped(result) + "</td></tr>";
    }
}
